<?php

namespace WHMCS\Billing;

use Illuminate\Database\Eloquent\Model;

/** A row of tblinvoices. */
class Invoice extends Model
{
    const STATUS_CANCELLED = 'Cancelled';
    const STATUS_COLLECTIONS = 'Collections';
    const STATUS_DRAFT = 'Draft';
    const STATUS_PAID = 'Paid';
    const STATUS_PAYMENT_PENDING = 'Payment Pending';
    const STATUS_REFUNDED = 'Refunded';
    const STATUS_UNPAID = 'Unpaid';

    protected $table = 'tblinvoices';
    public $timestamps = false;
    protected $guarded = [];

    public function client()
    {
        return $this->belongsTo(\WHMCS\User\Client::class, 'userid');
    }

    public function getClientIdAttribute()
    {
        return (int) $this->attributes['userid'];
    }
}
