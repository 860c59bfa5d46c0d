<?php
/** A visitor with a cookie jar. */
final class Browser
{
    private $site;
    private $cookies = [];
    public $status = 0;
    public $headers = '';

    public function __construct(Site $site)
    {
        $this->site = $site;
    }

    public function get(string $path): string
    {
        return $this->request($path, null);
    }

    public function post(string $path, array $fields): string
    {
        return $this->request($path, $fields);
    }

    /** @return string the token of the last page's first form, or of its script */
    public static function token(string $html): string
    {
        return preg_match('/name="token" value="([0-9a-f]+)"|csrfToken = \'([0-9a-f]+)\'/', $html, $match) ? end($match) : '';
    }

    public function loginClient(string $email): string
    {
        $token = self::token($this->get('index.php?rp=/login'));
        return $this->post('dologin.php', ['token' => $token, 'username' => $email, 'password' => 'demo']);
    }

    public function loginAdmin(string $username): string
    {
        $token = self::token($this->get($this->site->admin('login.php')));
        return $this->post($this->site->admin('login.php'), ['token' => $token, 'username' => $username, 'password' => 'demo']);
    }

    /** Follows redirects as a browser does. */
    private function request(string $path, $fields, int $depth = 0): string
    {
        $handle = curl_init($this->site->url . '/' . $path);
        $cookies = [];
        foreach ($this->cookies as $name => $value) {
            $cookies[] = "$name=$value";
        }
        curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HEADER => true, CURLOPT_COOKIE => implode('; ', $cookies), CURLOPT_TIMEOUT => 30]);
        if ($fields !== null) {
            curl_setopt($handle, CURLOPT_POSTFIELDS, http_build_query($fields));
        }
        $answer = (string) curl_exec($handle);
        $size = curl_getinfo($handle, CURLINFO_HEADER_SIZE);
        $this->status = curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        curl_close($handle);
        $this->headers = substr($answer, 0, $size);
        preg_match_all('/^Set-Cookie: ([^=]+)=([^;\r]*)/mi', $this->headers, $set, PREG_SET_ORDER);
        foreach ($set as $cookie) {
            $this->cookies[$cookie[1]] = $cookie[2];
        }
        if ($depth < 5 && preg_match('/^Location: (\S+)/mi', $this->headers, $location)) {
            $target = $location[1];
            $folder = strpos($path, '/') !== false && strpos($path, '/') < (strpos($path . '?', '?')) ? dirname(explode('?', $path)[0]) . '/' : '';
            if (strpos($target, '../') === 0) {
                $target = substr($target, 3);
            } elseif ($target[0] === '/') {
                $target = substr($target, 1);
            } else {
                $target = $folder . $target;
            }
            return $this->request($target, null, $depth + 1);
        }
        return substr($answer, $size);
    }
}
