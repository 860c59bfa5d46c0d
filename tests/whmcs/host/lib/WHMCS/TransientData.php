<?php

namespace WHMCS;

use WHMCS\Database\Capsule;

/** Short-lived values in the database. */
class TransientData
{
    private static $instance;

    public static function getInstance()
    {
        if (!self::$instance) {
            self::$instance = new self();
        }
        return self::$instance;
    }

    public function store($name, $data, $life = 300)
    {
        Capsule::table('tbltransientdata')->updateOrInsert(['name' => $name], ['data' => (string) $data, 'expires' => host_now() + (int) $life]);
        return true;
    }

    public function retrieve($name)
    {
        return Capsule::table('tbltransientdata')->where('name', $name)->where('expires', '>', host_now())->value('data');
    }

    public function delete($name)
    {
        Capsule::table('tbltransientdata')->where('name', $name)->delete();
        return true;
    }
}
