<?php

namespace StandIn\Admin;

use StandIn\Addons\LifeCycle;

/** Pieces of HTML that several admin pages share. */
final class Html
{
    /** @param array $rows cells are HTML already */
    public static function table(array $headings, array $rows, string $id = ''): string
    {
        $html = '<table class="table table-striped datatable"' . ($id !== '' ? ' id="' . h($id) . '"' : '') . '><thead><tr>';
        foreach ($headings as $heading) {
            $html .= '<th>' . h($heading) . '</th>';
        }
        $html .= '</tr></thead><tbody>';
        foreach ($rows as $row) {
            $html .= '<tr><td>' . implode('</td><td>', $row) . '</td></tr>';
        }
        if (!$rows) {
            $html .= '<tr><td colspan="' . count($headings) . '" class="text-center text-muted">No Records Found</td></tr>';
        }
        return $html . '</tbody></table>';
    }

    /** A form with one button that posts to the present page. */
    public static function button(array $fields, string $label, string $class = 'btn-default', string $action = ''): string
    {
        $html = '<form method="post" class="form-inline host-inline"' . ($action !== '' ? ' action="' . h($action) . '"' : '') . '>' . generate_token();
        foreach ($fields as $name => $value) {
            $html .= '<input type="hidden" name="' . h($name) . '" value="' . h($value) . '">';
        }
        return $html . '<button type="submit" class="btn btn-sm ' . h($class) . '">' . h($label) . '</button></form>';
    }

    public static function alert(string $type, string $text): string
    {
        return '<div class="alert alert-' . h($type) . '">' . h($text) . '</div>';
    }

    /** A message that survives one redirect. */
    public static function flash(string $type, string $text)
    {
        $_SESSION['host_flash'] = [$type, $text];
    }

    public static function takeFlash(): string
    {
        if (empty($_SESSION['host_flash'])) {
            return '';
        }
        list($type, $text) = $_SESSION['host_flash'];
        unset($_SESSION['host_flash']);
        return self::alert($type, $text);
    }

    /** The input of an addon's setting. Descriptions are the module's own HTML, as in WHMCS. */
    public static function settingInput(string $name, array $definition, string $value): string
    {
        $field = 'fields[' . $name . ']';
        $id = 'field_' . md5($name);
        $size = isset($definition['Size']) ? ' size="' . h($definition['Size']) . '"' : '';
        switch ($definition['Type']) {
            case 'yesno':
                $html = '<label><input type="hidden" name="' . h($field) . '" value=""><input type="checkbox" id="' . $id . '" name="' . h($field) . '" value="on"' . ($value === 'on' ? ' checked' : '') . '> ';
                return $html . (isset($definition['Description']) ? $definition['Description'] : '') . '</label>';
            case 'dropdown':
                $html = '<select class="form-control" id="' . $id . '" name="' . h($field) . '">';
                foreach (LifeCycle::options($definition) as $option => $label) {
                    $html .= '<option value="' . h($option) . '"' . ((string) $option === $value ? ' selected' : '') . '>' . h($label) . '</option>';
                }
                $html .= '</select>';
                break;
            case 'radio':
                $html = '';
                foreach (LifeCycle::options($definition) as $option => $label) {
                    $html .= '<label class="radio-inline"><input type="radio" name="' . h($field) . '" value="' . h($option) . '"' . ((string) $option === $value ? ' checked' : '') . '> ' . h($label) . '</label> ';
                }
                break;
            case 'textarea':
                $rows = isset($definition['Rows']) ? (int) $definition['Rows'] : 3;
                $html = '<textarea class="form-control" id="' . $id . '" name="' . h($field) . '" rows="' . $rows . '">' . h($value) . '</textarea>';
                break;
            default:
                $type = $definition['Type'] === 'password' ? 'password' : 'text';
                $html = '<input type="' . $type . '" class="form-control" autocomplete="off" id="' . $id . '" name="' . h($field) . '" value="' . h($value) . '"' . $size . '>';
        }
        return $html . (isset($definition['Description']) ? ' <span class="help-block">' . $definition['Description'] . '</span>' : '');
    }
}
