<?php
/** Puts the host's files into the target folder: host code copied, front-end libraries linked. */

/** Copied, not linked: PHP resolves links in __DIR__, and ROOTDIR must be the instance, not the sources. */
function copy_tree(string $from, string $to, array $except = []): void
{
    if (!is_dir($to) && !mkdir($to, 0777, true)) {
        throw new RuntimeException("Cannot create $to");
    }
    foreach (scandir($from) as $entry) {
        if ($entry === '.' || $entry === '..' || in_array($entry, $except, true)) {
            continue;
        }
        if (is_dir("$from/$entry")) {
            copy_tree("$from/$entry", "$to/$entry");
        } elseif (!copy("$from/$entry", "$to/$entry")) {
            throw new RuntimeException("Cannot copy $from/$entry");
        }
    }
}

function replace_link(string $existing, string $link): void
{
    if (!file_exists($existing)) {
        throw new RuntimeException("$existing is missing: run setup.sh first");
    }
    if (is_link($link)) {
        unlink($link);
    }
    if (!is_dir(dirname($link))) {
        mkdir(dirname($link), 0777, true);
    }
    if (!symlink($existing, $link)) {
        throw new RuntimeException("Cannot link $link");
    }
}

/** The libraries, under the folder names that the page templates use. */
function link_assets(string $modules, string $assets): void
{
    $links = [
        'bootstrap3' => 'bootstrap3/dist', 'bootstrap4' => 'bootstrap4/dist', 'jquery' => 'jquery/dist',
        'popper' => 'popper.js/dist/umd', 'fontawesome' => '@fortawesome/fontawesome-free',
        'datatables/core' => 'datatables.net/js', 'datatables/bs3' => 'datatables.net-bs', 'datatables/bs4' => 'datatables.net-bs4',
        'datatables/responsive' => 'datatables.net-responsive/js', 'datatables/responsive-bs3' => 'datatables.net-responsive-bs',
    ];
    foreach ($links as $name => $package) {
        replace_link("$modules/$package", "$assets/$name");
    }
}

function install_files(array $options, string $source): void
{
    $target = $options['target'];
    copy_tree("$source/host", $target, ['admin']);
    copy_tree("$source/host/admin", $target . '/' . $options['admin-dir']);
    foreach (['modules/addons', 'templates_c', 'downloads', 'attachments', 'sessions', 'includes/hooks'] as $folder) {
        if (!is_dir("$target/$folder")) {
            mkdir("$target/$folder", 0777, true);
        }
    }
    // Pages may be served by another account than the one that installs.
    chmod("$target/templates_c", 0777);
    chmod("$target/sessions", 0777);
    link_assets("$source/node_modules", "$target/assets");
}

/** configuration.php holds plain variables, as a real one does; $host_* are the stand-in's own. */
function write_configuration(array $options): void
{
    $target = $options['target'];
    $file = "$target/configuration.php";
    $hash = bin2hex(random_bytes(32));
    if (is_file($file) && preg_match('/^\$cc_encryption_hash = \'([0-9a-f]+)\';/m', file_get_contents($file), $match)) {
        $hash = $match[1];
    }
    $variables = [
        'license' => 'stand-in', 'db_host' => $options['db-host'], 'db_port' => $options['db-port'],
        'db_username' => $options['db-user'], 'db_password' => $options['db-password'], 'db_name' => $options['db-name'],
        'mysql_charset' => 'utf8mb4', 'cc_encryption_hash' => $hash, 'templates_compiledir' => "$target/templates_c",
        'attachments_dir' => "$target/attachments", 'downloads_dir' => "$target/downloads",
        'customadminpath' => $options['admin-dir'], 'display_errors' => false,
        'host_clock_file' => $options['clock-file'] !== '' ? $options['clock-file'] : "$target/clock",
        'host_ispapi_url' => $options['ispapi-url'], 'host_knobs' => $options['knobs'],
    ];
    if ($options['db-socket'] !== '') {
        $variables['db_socket'] = $options['db-socket'];
    }
    $text = "<?php\n";
    foreach ($variables as $name => $value) {
        $text .= '$' . $name . ' = ' . var_export($value, true) . ";\n";
    }
    file_put_contents($file, $text);
}
