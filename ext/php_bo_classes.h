/* The exception classes; made when the module starts. */
#ifndef PHP_BO_CLASSES_H
#define PHP_BO_CLASSES_H

#include "php.h"

extern zend_class_entry *php_bo_exception;
extern zend_class_entry *php_bo_config_exception;
extern zend_class_entry *php_bo_input_exception;
extern zend_class_entry *php_bo_database_exception;
extern zend_class_entry *php_bo_remote_exception;

#endif
