<?php

namespace WHMCS\User;

use Illuminate\Database\Eloquent\Model;

/** A row of tblclients. */
class Client extends Model
{
    protected $table = 'tblclients';
    public $timestamps = false;
    protected $guarded = [];

    public function getFullNameAttribute()
    {
        return trim($this->attributes['firstname'] . ' ' . $this->attributes['lastname']);
    }

    public function invoices()
    {
        return $this->hasMany(\WHMCS\Billing\Invoice::class, 'userid');
    }
}
