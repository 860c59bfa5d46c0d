<?php
/** An installed instance: the command line, the database and the web server of it. */
final class Site
{
    public $folder;
    public $url;
    public $pdo;
    private $database;
    private $adminFolder;

    public function __construct(string $folder, Database $database, string $adminFolder = 'admin')
    {
        $this->folder = $folder;
        $this->database = $database;
        $this->adminFolder = $adminFolder;
        $this->url = 'http://127.0.0.1:' . Processes::freePort();
    }

    public function install(array $extra = []): array
    {
        $result = Processes::run(array_merge([
            PHP_BINARY, dirname(__DIR__, 2) . '/install.php', '--target', $this->folder, '--db-host', '127.0.0.1', '--db-port', (string) $this->database->port,
            '--db-name', basename($this->folder), '--db-user', 'root', '--system-url', $this->url, '--admin-dir', $this->adminFolder,
        ], $extra));
        if ($result[0] === 0) {
            $this->pdo = $this->database->connect(basename($this->folder));
        }
        return $result;
    }

    public function serve(Processes $processes)
    {
        $processes->start([dirname(__DIR__, 2) . '/serve.sh', $this->folder, substr($this->url, 7)], "$this->folder/../serve.log", ['PHP' => PHP_BINARY]);
        for ($i = 0; $i < 100; $i++) {
            if (@file_get_contents($this->url . '/assets/js/whmcs.js') !== false) {
                return;
            }
            usleep(50000);
        }
        throw new RuntimeException('The web server did not start');
    }

    public function admin(string $page): string
    {
        return "$this->adminFolder/$page";
    }

    /** @return array{0:int,1:string} exit status and output */
    public function control(string ...$arguments): array
    {
        return Processes::run(array_merge([PHP_BINARY, "$this->folder/hostctl.php"], $arguments));
    }

    public function api(string $command, array $parameters, array $knobs = []): array
    {
        $environment = [];
        foreach ($knobs as $name => $value) {
            $environment['HOST_KNOB_' . strtoupper($name)] = $value;
        }
        $arguments = [PHP_BINARY, "$this->folder/hostctl.php", 'api', $command];
        foreach ($parameters as $name => $value) {
            $arguments[] = "$name=$value";
        }
        $output = Processes::run($arguments, $environment)[1];
        $answer = json_decode($output, true);
        return is_array($answer) ? $answer : ['unreadable' => $output];
    }

    /** Runs PHP code inside the booted host; it prints JSON. */
    public function php(string $code, array $knobs = [])
    {
        $environment = [];
        foreach ($knobs as $name => $value) {
            $environment['HOST_KNOB_' . strtoupper($name)] = $value;
        }
        $output = Processes::run([PHP_BINARY, '-r', "require '$this->folder/init.php'; echo json_encode((function () { $code })());"], $environment)[1];
        $value = json_decode($output, true);
        return $value === null && trim($output) !== 'null' ? "unreadable: $output" : $value;
    }

    public function value(string $sql, array $parameters = [])
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($parameters);
        return $statement->fetchColumn();
    }
}
