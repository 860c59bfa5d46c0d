<?php

namespace StandIn\Admin;

use StandIn\Hooks;
use StandIn\Request;
use WHMCS\Database\Capsule;

/** Editing of tblemailtemplates. */
final class EmailTemplates
{
    public static function all()
    {
        $rows = [];
        foreach (Capsule::table('tblemailtemplates')->orderBy('type')->orderBy('name')->get() as $row) {
            $rows[] = ['<a href="configemailtemplates.php?id=' . (int) $row->id . '">' . h($row->name) . '</a>', h($row->type), h($row->language), $row->custom ? 'Yes' : 'No', $row->disabled ? 'Disabled' : 'Enabled'];
        }
        (new Page('Email Templates'))->show(Html::table(['Name', 'Type', 'Language', 'Custom', 'State'], $rows, 'tblTemplates'));
    }

    public static function save(int $id)
    {
        Capsule::table('tblemailtemplates')->where('id', $id)->update([
            'subject' => Request::posted('subject'), 'message' => Request::posted('message'), 'disabled' => Request::posted('disabled') === '1' ? 1 : 0, 'updated_at' => host_date(),
        ]);
        Html::flash('success', 'Changes Saved Successfully!');
        redir("id=$id", 'configemailtemplates.php');
    }

    public static function edit(int $id)
    {
        $row = Capsule::table('tblemailtemplates')->where('id', $id)->first();
        if (!$row) {
            (new Page('Email Templates'))->show(Html::alert('danger', 'Email Template not found'));
            return;
        }
        $fields = '';
        foreach (Hooks::variables('EmailTplMergeFields', ['type' => $row->type]) as $name => $label) {
            $fields .= '<dt>{$' . h($name) . '}</dt><dd>' . h($label) . '</dd>';
        }
        (new Page("Email Template - $row->name"))->show('<form method="post">' . generate_token() . '
            <div class="form-group"><label for="subject">Subject</label><input class="form-control" name="subject" id="subject" value="' . h($row->subject) . '"></div>
            <div class="form-group"><label for="message">Message</label><textarea class="form-control" rows="18" name="message" id="message">' . h($row->message) . '</textarea></div>
            <div class="checkbox"><label><input type="checkbox" name="disabled" value="1"' . ($row->disabled ? ' checked' : '') . '> Disabled</label></div>
            <button type="submit" class="btn btn-primary">Save Changes</button></form>' . ($fields !== '' ? "<h2>Available Merge Fields</h2><dl class=\"dl-horizontal\">$fields</dl>" : ''));
    }
}
