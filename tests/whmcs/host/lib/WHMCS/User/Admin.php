<?php

namespace WHMCS\User;

use Illuminate\Database\Eloquent\Model;

/** A row of tbladmins. */
class Admin extends Model
{
    protected $table = 'tbladmins';
    public $timestamps = false;
    protected $guarded = [];
    protected $hidden = ['password'];

    public function getFullNameAttribute()
    {
        return trim($this->attributes['firstname'] . ' ' . $this->attributes['lastname']);
    }

    public function hasPermission($permission)
    {
        return \StandIn\Admin\Permissions::roleHas((int) $this->attributes['roleid'], (string) $permission);
    }
}
