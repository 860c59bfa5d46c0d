<?php

namespace WHMCS\User;

use Illuminate\Database\Eloquent\Model;

/** A row of tblusers: somebody who can log in, and the clients this person may act for. */
class User extends Model
{
    protected $table = 'tblusers';
    public $timestamps = false;
    protected $guarded = [];
    protected $hidden = ['password'];

    public function getFullNameAttribute()
    {
        return trim($this->attributes['first_name'] . ' ' . $this->attributes['last_name']);
    }

    public function clients()
    {
        return $this->belongsToMany(Client::class, 'tblusers_clients', 'auth_user_id', 'client_id');
    }
}
