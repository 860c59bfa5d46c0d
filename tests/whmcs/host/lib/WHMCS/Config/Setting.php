<?php

namespace WHMCS\Config;

use Illuminate\Database\Eloquent\Model;

/** A row of tblconfiguration. */
class Setting extends Model
{
    protected $table = 'tblconfiguration';
    protected $primaryKey = 'setting';
    protected $keyType = 'string';
    public $incrementing = false;
    public $timestamps = false;
    protected $guarded = [];

    public static function getValue($name)
    {
        $value = static::query()->where('setting', (string) $name)->value('value');
        return $value === null ? null : (string) $value;
    }

    public static function setValue($name, $value)
    {
        $now = host_date();
        $updated = static::query()->where('setting', $name)->update(['value' => (string) $value, 'updated_at' => $now]);
        if (!$updated && !static::query()->where('setting', $name)->exists()) {
            static::query()->insert(['setting' => $name, 'value' => (string) $value, 'created_at' => $now, 'updated_at' => $now]);
        }
        $GLOBALS['CONFIG'][$name] = (string) $value;
        return static::query()->where('setting', $name)->first();
    }

    public static function allSettings(): array
    {
        return static::query()->pluck('value', 'setting')->all();
    }
}
