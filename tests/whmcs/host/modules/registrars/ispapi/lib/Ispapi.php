<?php

namespace WHMCS\Module\Registrar\Ispapi;

/**
 * The registrar module's class with its public behaviour: settings from the registrar configuration, the plain-text
 * protocol over HTTP, and the answer as a hash. The address is $host_ispapi_url or the environment's ISPAPI_URL; without
 * either nothing is sent, so a test can't reach a real registrar by mistake.
 */
class Ispapi
{
    /** @return array CODE (string), DESCRIPTION, PROPERTY[NAME][], QUEUETIME, RUNTIME */
    public static function call($command, $params = null, $registrar = 'ispapi')
    {
        if (!$params) {
            require_once ROOTDIR . '/includes/registrarfunctions.php';
            $params = \getregistrarconfigoptions($registrar);
        }
        $lines = self::flatten(self::convertIdns($command, $params, $registrar));
        $isTest = isset($params['TestMode']) && ($params['TestMode'] === 1 || $params['TestMode'] === 'on');
        $login = ['s_entity' => $isTest ? '1234' : '54cd', 's_login' => (string) $params['Username'], 's_pw' => html_entity_decode((string) $params['Password'], ENT_QUOTES)];
        list($body, $error) = self::post($login + ['s_command' => implode("\n", $lines)], $params);
        if ($body === null) {
            $answer = ['CODE' => '421', 'DESCRIPTION' => 'Command failed due to HTTP communication error' . ($error !== '' ? " ($error)." : '')];
        } elseif (trim($body) === '') {
            $answer = ['CODE' => '423', 'DESCRIPTION' => 'Empty API response. Probably unreachable API end point ' . self::url()];
        } else {
            $answer = self::parse($body);
        }
        \logModuleCall($registrar, (string) (isset($command['COMMAND']) ? $command['COMMAND'] : ''), implode("\n", $lines), (string) $body, $answer, [$login['s_pw']]);
        return $answer;
    }

    public static function checkAuth($params = null)
    {
        require_once ROOTDIR . '/includes/registrarfunctions.php';
        $params = $params ?: \getregistrarconfigoptions('ispapi');
        $answer = self::call(['COMMAND' => 'CheckAuthentication', 'SUBUSER' => $params['Username'], 'PASSWORD' => $params['Password']], $params);
        return $answer['CODE'] === '200';
    }

    public static function getRegistrarModuleVersion($registrar)
    {
        $file = ROOTDIR . "/modules/registrars/$registrar/$registrar.php";
        if (preg_match('/^[a-z0-9]+$/', $registrar) && is_file($file)) {
            require_once $file;
        }
        $constant = strtoupper($registrar) . '_MODULE_VERSION';
        return defined($constant) ? constant($constant) : 'N/A';
    }

    private static function url(): string
    {
        $environment = getenv('ISPAPI_URL');
        return $environment !== false ? $environment : (isset($GLOBALS['host_ispapi_url']) ? (string) $GLOBALS['host_ispapi_url'] : '');
    }

    /** @return array{0:?string,1:string} body or null, and the transport error */
    private static function post(array $fields, array $params): array
    {
        if (self::url() === '') {
            return [null, ''];
        }
        $handle = curl_init(self::url());
        curl_setopt_array($handle, [
            CURLOPT_POST => true, CURLOPT_POSTFIELDS => http_build_query($fields, '', '&', PHP_QUERY_RFC3986), CURLOPT_RETURNTRANSFER => true,
            CURLOPT_CONNECTTIMEOUT => 30, CURLOPT_TIMEOUT => 300, CURLOPT_HTTPHEADER => ['Expect:', 'Content-type: text/html; charset=UTF-8'],
            CURLOPT_USERAGENT => 'WHMCS (' . PHP_OS . '; ' . php_uname('m') . '; rv:' . $GLOBALS['CONFIG']['Version'] . ') ispapi/5.1.8 php-sdk/6.0.8 php/' . PHP_VERSION,
            CURLOPT_REFERER => $GLOBALS['CONFIG']['SystemURL'],
        ]);
        if (!empty($params['ProxyServer'])) {
            curl_setopt($handle, CURLOPT_PROXY, $params['ProxyServer']);
        }
        $body = curl_exec($handle);
        $error = curl_error($handle);
        $status = (int) curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        curl_close($handle);
        return $body === false || $status >= 400 ? [null, $error !== '' ? $error : "HTTP $status"] : [(string) $body, ''];
    }

    /** One level of arrays: DOMAIN => [a, b] gives DOMAIN0=a, DOMAIN1=b. Null values are dropped. @return string[] KEY=VALUE */
    private static function flatten(array $command): array
    {
        $lines = [];
        foreach ($command as $key => $value) {
            foreach (is_array($value) ? $value : ['' => $value] as $suffix => $single) {
                if ($single !== null) {
                    $lines[] = strtoupper($key . $suffix) . '=' . preg_replace('/\r|\n/', '', (string) $single);
                }
            }
        }
        return $lines;
    }

    /** Names outside ASCII are converted by one ConvertIDN call, as the module does. */
    private static function convertIdns(array $command, array $params, string $registrar): array
    {
        if (isset($command['COMMAND']) && strcasecmp($command['COMMAND'], 'ConvertIDN') === 0) {
            return $command;
        }
        $wanted = [];
        foreach ($command as $key => $value) {
            if (is_string($value) && preg_match('/^(DOMAIN|NAMESERVER|DNSZONE)[0-9]*$/i', $key) && preg_match('/[^a-z0-9.\- ]/i', $value)) {
                $wanted[$key] = $value;
            }
        }
        if (!$wanted) {
            return $command;
        }
        $answer = self::call(['COMMAND' => 'ConvertIDN', 'DOMAIN' => array_values($wanted)], $params, $registrar);
        foreach (array_keys($wanted) as $position => $key) {
            if (isset($answer['PROPERTY']['ACE'][$position])) {
                $command[$key] = $answer['PROPERTY']['ACE'][$position];
            }
        }
        return $command;
    }

    /** Property indexes are ignored, values are appended in the order of lines. */
    private static function parse(string $text): array
    {
        $hash = [];
        foreach (explode("\n", str_replace("\r\n", "\n", $text)) as $line) {
            if (!preg_match('/^([^\=]*[^\t\= ])[\t ]*=[\t ]*(.*)$/', $line, $part)) {
                continue;
            }
            $value = rtrim($part[2], "\t ");
            if (preg_match('/^property\[([^\]]*)\]/i', $part[1], $property)) {
                $hash['PROPERTY'][preg_replace('/\s/', '', strtoupper($property[1]))][] = $value;
            } else {
                $hash[strtoupper($part[1])] = $value;
            }
        }
        if (!isset($hash['CODE'], $hash['DESCRIPTION'])) {
            return ['CODE' => '423', 'DESCRIPTION' => 'Invalid API response. Contact Support'];
        }
        return $hash;
    }
}
