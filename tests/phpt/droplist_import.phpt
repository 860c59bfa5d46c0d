--TEST--
droplist_import(): takes a list from a file, writes the differences only, and keeps the old list when the new one is none
--INI--
ispapibackorder.clock_file={PWD}/droplist_import.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

/** A zip file with one stored entry: `php -n` has no extension that writes one. */
function zip_file(string $name, string $content): string
{
	$same = pack('vvvvvVVVvv', 20, 0, 0, 0, 0, crc32($content), strlen($content), strlen($content), strlen($name), 0);
	$local = "PK\3\4" . $same . $name . $content;
	$central = "PK\1\2" . pack('v', 20) . $same . pack('vvvVV', 0, 0, 0, 0, 0) . $name;
	$path = backorder_directory() . '/list.zip';
	file_put_contents($path, $local . $central
		. "PK\5\6" . pack('vvvvVVv', 0, 0, 1, 1, strlen($central), strlen($local), 0));
	return 'file://' . $path;
}

backorder_clock('2026-11-23 09:00:00');
backorder_start();
$import = function (string $content, array $options = []): void {
	attempt(function () use ($content, $options) {
		$result = bo\droplist_import($options + ['url' => zip_file('list.csv', $content)]);
		unset($result['seconds'], $result['bytes'], $result['unpacked_bytes']);
		unset($result['sources'][0]['seconds'], $result['sources'][0]['bytes']);
		return $result;
	});
};
$import("a.com;2026-11-30 10:00:00\nbücher.com;2026-11-30 10:00:00\nc.com;2026-11-30 10:00:00\nd.com;2026-11-30 10:00:00\n");
say(bo\droplist_search([])['total']);
$import("a.com;2026-11-30 10:00:00\nbücher.com;2026-12-01 10:00:00\nnot a name\nc.com;2026-11-30 10:00:00\ne.com;2026-11-30 10:00:00\n");
echo sql('SELECT domain, zone, drop_date FROM backorder_pending_domains ORDER BY domain'), "\n";
say(array_column(bo\droplist_search(['orderby' => 'name'])['items'], 'name_unicode'));

// No list, an empty one, one that is cut off, one that is far too small: told, and the old one stays.
foreach (['', "nothing\nto read\n", "a.com;2026-11-30 10:00:00\nb.com;2026-11-30 10:00:00\nc.com;2026-1", "a.com;2026-11-30 10:00:00\n"] as $content) {
	$import($content);
}
file_put_contents(backorder_directory() . '/no.zip', 'no zip');
// Their words are those of libraries; the reason is ours. Nothing listens on port 1 of this machine.
foreach (['file://' . backorder_directory() . '/no.zip', 'file:///nowhere/list.zip', 'ftp://127.0.0.1/list.zip',
	'http://127.0.0.1:1/list.zip', 'list.zip', ''] as $url) {
	try {
		bo\droplist_import(['url' => $url]);
		echo "imported\n";
	} catch (bo\Exception $e) {
		say([basename($url), (new ReflectionClass($e))->getShortName(), $e->reason, $e->getMessage() !== '']);
	}
}
say(sql('SELECT COUNT(*) FROM backorder_pending_domains'));
say(bo\droplist_search([])['total']);
// Unless somebody insists.
$import("a.com;2026-11-30 10:00:00\n", ['force' => true]);
say(sql('SELECT COUNT(*) FROM backorder_pending_domains'));
?>
--EXPECT--
{"not_modified":false,"generation":1,"read":4,"added":4,"moved":0,"gone":0,"kept":0,"expired":0,"unchanged":0,"refused":0,"past":0,"duplicates":0,"overlapping":0,"other_zones":0,"header":0,"refused_by":[],"refused_samples":[],"sources":[{"name":"list","ok":true,"not_modified":false,"read":4,"good":4,"refused":0,"refused_by":[],"past":0,"duplicates":0,"other_zones":0,"header":0,"empty":0}]}
4
{"not_modified":false,"generation":2,"read":5,"added":1,"moved":1,"gone":1,"kept":0,"expired":0,"unchanged":2,"refused":1,"past":0,"duplicates":0,"overlapping":0,"other_zones":0,"header":0,"refused_by":{"separator":1},"refused_samples":[{"source":"list","line":3,"reason":"separator","text":"not a name"}],"sources":[{"name":"list","ok":true,"not_modified":false,"read":5,"good":4,"refused":1,"refused_by":{"separator":1},"past":0,"duplicates":0,"other_zones":0,"header":0,"empty":0}]}
a	com	2026-11-30 10:00:00
c	com	2026-11-30 10:00:00
e	com	2026-11-30 10:00:00
xn--bcher-kva	com	2026-12-01 10:00:00
["a.com","bücher.com","c.com","e.com"]
InputException INVALID: The downloaded list is empty. The list from before stays.
InputException INVALID: None of the 2 lines of the downloaded list can be read. The list from before stays.
InputException INVALID: The downloaded list ends in the middle of a line: it is cut off. The list from before stays.
InputException INVALID: The downloaded list has only 1 names, the last one had 4; less than 50 % is not believed (setting droplist_minimum_percent). The list from before stays.
["no.zip","InputException","INVALID",true]
["list.zip","InputException","NOT_FOUND",true]
["list.zip","ConfigException","CONFIG",true]
["list.zip","RemoteException","REMOTE",true]
["list.zip","ConfigException","CONFIG",true]
["","ConfigException","CONFIG",true]
"4"
4
{"not_modified":false,"generation":3,"read":1,"added":0,"moved":0,"gone":3,"kept":0,"expired":0,"unchanged":1,"refused":0,"past":0,"duplicates":0,"overlapping":0,"other_zones":0,"header":0,"refused_by":[],"refused_samples":[],"sources":[{"name":"list","ok":true,"not_modified":false,"read":1,"good":1,"refused":0,"refused_by":[],"past":0,"duplicates":0,"other_zones":0,"header":0,"empty":0}]}
"1"
