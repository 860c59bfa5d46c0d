<?php
/** Child processes of the run; stop() ends all of them, newest first. */
final class Processes
{
    private $running = [];

    public function start(array $command, string $log, array $environment = [])
    {
        $output = ['file', $log, 'a'];
        $process = proc_open($command, [['file', '/dev/null', 'r'], $output, $output], $pipes, null, $environment + getenv());
        if (!is_resource($process)) {
            throw new RuntimeException("Cannot start $command[0]");
        }
        $this->running[] = $process;
    }

    public function stop()
    {
        while ($process = array_pop($this->running)) {
            proc_terminate($process);
            for ($i = 0; $i < 100 && proc_get_status($process)['running']; $i++) {
                usleep(100000);
            }
            if (proc_get_status($process)['running']) {
                proc_terminate($process, 9);
            }
            proc_close($process);
        }
    }

    public static function freePort(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        $port = (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);
        return $port;
    }

    public static function run(array $command, array $environment = []): array
    {
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null, $environment + getenv());
        $output = stream_get_contents($pipes[1]);
        return [proc_close($process), $output];
    }
}
