<?php
/**
 * Smarty 3.1.47 declares SmartyCompilerException::$line without the type that PHP 8.1 gave Exception::$line, so its
 * own file can't be compiled there and every template error would be a fatal one. This declaration stands in for it.
 */
class SmartyCompilerException extends SmartyException
{
    public int $line = 0;
    public $source = null;
    public $desc = null;
    public $template = null;

    public function __toString()
    {
        return ' --> Smarty Compiler: ' . $this->message . ' <-- ';
    }
}
