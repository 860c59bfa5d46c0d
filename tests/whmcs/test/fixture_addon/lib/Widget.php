<?php

namespace WHMCS\Module\Addon\FixtureAddon;

class Widget extends \WHMCS\Module\AbstractWidget
{
    protected $title = 'Fixture Widget';
    protected $requiredPermission = 'Configure General Settings';

    public function getId()
    {
        return 'FixtureWidget';
    }

    public function getData()
    {
        return ['n' => 7];
    }

    public function generateOutput($data)
    {
        return '<div class="widget-content-padded">seven ' . $data['n'] . '</div>';
    }
}
