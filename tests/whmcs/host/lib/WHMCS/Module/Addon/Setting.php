<?php

namespace WHMCS\Module\Addon;

use Illuminate\Database\Eloquent\Model;

/** A row of tbladdonmodules: a field's value, or the installed version. */
class Setting extends Model
{
    protected $table = 'tbladdonmodules';
    public $timestamps = false;
    protected $guarded = [];

    public function scopeModule($query, $module)
    {
        return $query->where('module', $module);
    }
}
