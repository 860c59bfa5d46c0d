<?php

namespace WHMCS\Module;

/** Base of the widgets on the admin home page. */
abstract class AbstractWidget
{
    protected $title = '';
    protected $description = '';
    protected $weight = 150;
    protected $columns = 1;
    protected $wrapper = true;
    protected $cache = false;
    protected $cachePerUser = false;
    protected $cacheExpiry = 120;
    protected $requiredPermission = '';
    protected $draggable = true;

    abstract public function getData();

    abstract public function generateOutput($data);

    public function getId()
    {
        return get_class($this);
    }

    public function getTitle()
    {
        return $this->title;
    }

    public function getDescription()
    {
        return $this->description;
    }

    public function getColumnSize()
    {
        return max(1, min(3, (int) $this->columns));
    }

    public function getWeight()
    {
        return (int) $this->weight;
    }

    public function showWrapper()
    {
        return (bool) $this->wrapper;
    }

    public function isCachable()
    {
        return (bool) $this->cache;
    }

    public function isCachedPerUser()
    {
        return (bool) $this->cachePerUser;
    }

    public function getCacheExpiry()
    {
        return (int) $this->cacheExpiry;
    }

    public function getRequiredPermission()
    {
        return (string) $this->requiredPermission;
    }

    public function isDraggable()
    {
        return (bool) $this->draggable;
    }

    public function sanitizeData($data)
    {
        return is_array($data) ? $data : [];
    }

    /** The body, with the data from the cache while that is fresh. */
    public function render($forceRefresh = false)
    {
        return (string) $this->generateOutput($this->data((bool) $forceRefresh));
    }

    private function data(bool $forceRefresh)
    {
        if (!$this->isCachable()) {
            return $this->sanitizeData($this->getData());
        }
        $key = 'widget.' . $this->getId() . ($this->isCachedPerUser() && isset($_SESSION['adminid']) ? '.' . $_SESSION['adminid'] : '');
        $stored = $forceRefresh ? null : \WHMCS\TransientData::getInstance()->retrieve($key);
        if ($stored !== null) {
            return json_decode($stored, true);
        }
        $data = $this->sanitizeData($this->getData());
        \WHMCS\TransientData::getInstance()->store($key, json_encode($data), $this->getCacheExpiry());
        return $data;
    }
}
