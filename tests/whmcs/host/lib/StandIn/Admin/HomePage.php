<?php

namespace StandIn\Admin;

use StandIn\Hooks;
use StandIn\Request;
use WHMCS\Module\AbstractWidget;

/** Widgets from the AdminHomeWidgets hook, by weight, and the HTML of AdminHomepage. */
final class HomePage
{
    public static function show()
    {
        $html = Hooks::html('AdminHomepage', []) . '<div class="row home-widgets-container">';
        foreach (self::widgets() as $widget) {
            $html .= self::panel($widget);
        }
        (new Page('Dashboard'))->show($html . '</div>');
    }

    /** @return AbstractWidget[] those the admin's role may see */
    private static function widgets(): array
    {
        $role = Permissions::currentRole();
        $widgets = array_filter(Hooks::run('AdminHomeWidgets'), function ($widget) use ($role) {
            return $widget instanceof AbstractWidget
                && ($widget->getRequiredPermission() === '' || Permissions::roleHas($role, $widget->getRequiredPermission()));
        });
        usort($widgets, function ($a, $b) {
            return $a->getWeight() <=> $b->getWeight();
        });
        return $widgets;
    }

    private static function panel(AbstractWidget $widget): string
    {
        $body = $widget->render(Request::query('refresh') === $widget->getId());
        $column = '<div class="col-sm-' . 4 * $widget->getColumnSize() . '">';
        if (!$widget->showWrapper()) {
            return $column . $body . '</div>';
        }
        return $column . '<div class="panel panel-default widget-' . h(strtolower($widget->getId())) . '" id="panel' . h($widget->getId()) . '" data-widget="' . h($widget->getId()) . '">'
            . '<div class="panel-heading"><a class="pull-right" href="index.php?refresh=' . h(rawurlencode($widget->getId())) . '" aria-label="Refresh"><i class="fas fa-sync"></i></a>'
            . '<h3 class="panel-title">' . h($widget->getTitle()) . '</h3></div><div class="panel-body" style="padding:0">' . $body . '</div></div></div>';
    }
}
