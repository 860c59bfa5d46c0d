<?php

namespace WHMCS\View\Menu;

/** A node of a navbar or sidebar. Setters return the node; the getters are those that themes call. */
class Item implements \IteratorAggregate, \Countable
{
    private $name;
    private $label;
    private $uri;
    private $order = 0;
    private $icon = '';
    private $badge = '';
    private $bodyHtml = '';
    private $footerHtml = '';
    private $class = '';
    private $attributes = [];
    private $childrenAttributes = [];
    private $extras = [];
    private $disabled = false;
    private $current = false;
    private $children = [];
    private $parent;

    public function __construct(string $name, array $options = [])
    {
        $this->name = $name;
        $this->applyOptions($options);
    }

    private function applyOptions(array $options)
    {
        foreach (['label', 'uri', 'order', 'icon', 'badge', 'bodyHtml', 'footerHtml', 'class', 'current'] as $key) {
            if (array_key_exists($key, $options)) {
                $this->{'set' . ucfirst($key)}($options[$key]);
            }
        }
        foreach (isset($options['attributes']) ? $options['attributes'] : [] as $name => $value) {
            $this->setAttribute($name, $value);
        }
        foreach (isset($options['childrenAttributes']) ? $options['childrenAttributes'] : [] as $name => $value) {
            $this->setChildrenAttribute($name, $value);
        }
        foreach (isset($options['extras']) ? $options['extras'] : [] as $name => $value) {
            $this->setExtra($name, $value);
        }
        if (!empty($options['disabled'])) {
            $this->disable();
        }
    }

    /** @return self the child */
    public function addChild($name, array $options = [])
    {
        $child = $name instanceof self ? $name : new self(isset($options['name']) ? $options['name'] : (string) $name, $options);
        $child->parent = $this;
        if (!isset($options['order']) && !($name instanceof self)) {
            $child->order = ($this->children ? max(array_map(function ($sibling) {
                return $sibling->order;
            }, $this->children)) : 0) + 10;
        }
        $this->children[$child->name] = $child;
        return $child;
    }

    public function removeChild($name)
    {
        unset($this->children[$name instanceof self ? $name->name : (string) $name]);
        return $this;
    }

    public function getChild($name)
    {
        return isset($this->children[$name]) ? $this->children[$name] : null;
    }

    public function hasChildren()
    {
        return $this->children !== [];
    }

    /** @return self[] by order, equal ones as they were added */
    public function getChildren()
    {
        $position = array_flip(array_keys($this->children));
        $sorted = $this->children;
        uasort($sorted, function ($a, $b) use ($position) {
            return [$a->order, $position[$a->name]] <=> [$b->order, $position[$b->name]];
        });
        return $sorted;
    }

    #[\ReturnTypeWillChange]
    public function getIterator()
    {
        return new \ArrayIterator($this->getChildren());
    }

    #[\ReturnTypeWillChange]
    public function count()
    {
        return count($this->children);
    }

    public function getParent()
    {
        return $this->parent;
    }

    /** The names from below the root down to this node. */
    public function getId()
    {
        $names = [];
        for ($node = $this; $node !== null; $node = $node->parent) {
            array_unshift($names, str_replace(' ', '_', $node->name));
        }
        return implode('-', $names);
    }

    public function getName()
    {
        return $this->name;
    }

    public function setName($name)
    {
        if ($this->parent) {
            unset($this->parent->children[$this->name]);
            $this->parent->children[(string) $name] = $this;
        }
        $this->name = (string) $name;
        return $this;
    }

    public function getLabel()
    {
        return $this->label === null || $this->label === '' ? $this->name : $this->label;
    }

    public function setLabel($label)
    {
        $this->label = $label;
        return $this;
    }

    public function getUri()
    {
        return (string) $this->uri;
    }

    public function setUri($uri)
    {
        $this->uri = $uri;
        return $this;
    }

    public function getOrder()
    {
        return $this->order;
    }

    public function setOrder($order)
    {
        $this->order = (int) $order;
        return $this;
    }

    public function moveUp()
    {
        return $this->moveBy(-1);
    }

    public function moveDown()
    {
        return $this->moveBy(1);
    }

    public function moveToFront()
    {
        return $this->moveTo(0);
    }

    public function moveToBack()
    {
        return $this->moveTo(PHP_INT_MAX);
    }

    private function moveBy(int $step)
    {
        $names = array_keys($this->parent->getChildren());
        return $this->moveTo(max(0, array_search($this->name, $names, true) + $step));
    }

    private function moveTo(int $position)
    {
        $siblings = $this->parent->getChildren();
        unset($siblings[$this->name]);
        $siblings = array_values($siblings);
        array_splice($siblings, min($position, count($siblings)), 0, [$this]);
        foreach ($siblings as $index => $sibling) {
            $sibling->order = ($index + 1) * 10;
        }
        return $this;
    }

    public function hasIcon()
    {
        return $this->icon !== '';
    }

    public function getIcon()
    {
        return $this->icon;
    }

    public function setIcon($icon)
    {
        $this->icon = (string) $icon;
        return $this;
    }

    public function hasBadge()
    {
        return $this->badge !== '';
    }

    public function getBadge()
    {
        return $this->badge;
    }

    public function setBadge($badge)
    {
        $this->badge = (string) $badge;
        return $this;
    }

    public function hasBodyHtml()
    {
        return $this->bodyHtml !== '';
    }

    public function getBodyHtml()
    {
        return $this->bodyHtml;
    }

    public function setBodyHtml($html)
    {
        $this->bodyHtml = (string) $html;
        return $this;
    }

    public function hasFooterHtml()
    {
        return $this->footerHtml !== '';
    }

    public function getFooterHtml()
    {
        return $this->footerHtml;
    }

    public function setFooterHtml($html)
    {
        $this->footerHtml = (string) $html;
        return $this;
    }

    public function getClass()
    {
        return $this->class;
    }

    public function setClass($class)
    {
        $this->class = (string) $class;
        return $this;
    }

    public function getAttribute($name, $default = null)
    {
        return isset($this->attributes[$name]) ? $this->attributes[$name] : $default;
    }

    public function getAttributes()
    {
        return $this->attributes;
    }

    public function setAttribute($name, $value)
    {
        $this->attributes[$name] = $value;
        return $this;
    }

    public function getChildrenAttribute($name, $default = null)
    {
        return isset($this->childrenAttributes[$name]) ? $this->childrenAttributes[$name] : $default;
    }

    public function setChildrenAttribute($name, $value)
    {
        $this->childrenAttributes[$name] = $value;
        return $this;
    }

    public function getExtra($name, $default = null)
    {
        return isset($this->extras[$name]) ? $this->extras[$name] : $default;
    }

    public function getExtras()
    {
        return $this->extras;
    }

    public function setExtra($name, $value)
    {
        $this->extras[$name] = $value;
        return $this;
    }

    public function isCurrent()
    {
        return $this->current;
    }

    public function setCurrent($current)
    {
        $this->current = (bool) $current;
        return $this;
    }

    public function isDisabled()
    {
        return $this->disabled;
    }

    public function disable()
    {
        $this->disabled = true;
        return $this;
    }

    public function enable()
    {
        $this->disabled = false;
        return $this;
    }
}
