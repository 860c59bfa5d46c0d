<?php
/** A private MariaDB server in the run's temporary folder. */
final class Database
{
    public $port;
    public $socket;

    public function start(string $folder, Processes $processes)
    {
        $this->port = Processes::freePort();
        $this->socket = "$folder/db.sock";
        $user = posix_geteuid() === 0 ? ['--user=root'] : [];
        $install = ['mariadb-install-db', '--no-defaults', "--datadir=$folder/db", '--auth-root-authentication-method=normal', '--skip-test-db'];
        list($status, $output) = Processes::run(array_merge($install, $user));
        if ($status !== 0) {
            throw new RuntimeException("mariadb-install-db failed: $output");
        }
        $server = is_executable('/usr/sbin/mariadbd') ? '/usr/sbin/mariadbd' : 'mariadbd';
        $processes->start(array_merge([
            $server, '--no-defaults', "--datadir=$folder/db", "--socket=$this->socket", "--port=$this->port", '--bind-address=127.0.0.1',
            "--pid-file=$folder/db.pid", '--innodb-flush-log-at-trx-commit=0',
        ], $user), "$folder/db.log");
        for ($i = 0; $i < 150; $i++) {
            try {
                $this->connect('');
                return;
            } catch (PDOException $e) {
                usleep(100000);
            }
        }
        throw new RuntimeException('MariaDB did not start: ' . @file_get_contents("$folder/db.log"));
    }

    public function connect(string $name): PDO
    {
        return new PDO("mysql:unix_socket=$this->socket;charset=utf8mb4" . ($name !== '' ? ";dbname=$name" : ''), 'root', '', [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC, PDO::ATTR_STRINGIFY_FETCHES => true,
        ]);
    }
}
