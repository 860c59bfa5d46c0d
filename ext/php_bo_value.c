/* Between PHP values and the core's value trees: always copies, so that no memory crosses the border. */
#include "php_ispapibackorder.h"

#include "zend_exceptions.h"

#define MAX_DEPTH 16

void php_bo_to_zval(zval *out, const bo_value_t *value)
{
	if (!value) {
		ZVAL_NULL(out);
		return;
	}
	switch (value->type) {
		case BO_NULL:
			ZVAL_NULL(out);
			break;
		case BO_BOOL:
			ZVAL_BOOL(out, value->as.boolean);
			break;
		case BO_INT:
			ZVAL_LONG(out, (zend_long)value->as.integer);
			break;
		case BO_DOUBLE:
			ZVAL_DOUBLE(out, value->as.number);
			break;
		case BO_STRING:
			ZVAL_STRINGL(out, value->as.string.data, value->as.string.length);
			break;
		case BO_LIST:
		case BO_MAP:
			array_init_size(out, (uint32_t)value->as.many.count);
			for (size_t i = 0; i < value->as.many.count; i++) {
				zval item;
				php_bo_to_zval(&item, value->as.many.items[i]);
				if (value->type == BO_MAP) {
					/* A key such as "1" becomes the integer key, as in any PHP array. */
					zend_symtable_str_update(
							Z_ARRVAL_P(out), value->as.many.keys[i], strlen(value->as.many.keys[i]), &item);
				} else {
					zend_hash_next_index_insert(Z_ARRVAL_P(out), &item);
				}
			}
			break;
	}
}

static bool is_list(HashTable *array)
{
	zend_ulong expected = 0, index;
	zend_string *key;
	ZEND_HASH_FOREACH_KEY(array, index, key)
	{
		if (key || index != expected++) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	return true;
}

static bo_value_t *from_zval(zval *value, int depth);

static bo_value_t *from_array(HashTable *array, bool as_map, int depth)
{
	if (depth > MAX_DEPTH) {
		zend_throw_exception(zend_ce_error, "The array is nested too deeply.", 0);
		return NULL;
	}
	bool list = !as_map && is_list(array);
	bo_value_t *out = list ? bo_value_list() : bo_value_map();
	zend_ulong index;
	zend_string *key;
	zval *item;
	ZEND_HASH_FOREACH_KEY_VAL(array, index, key, item)
	{
		bo_value_t *copy = from_zval(item, depth + 1);
		if (!copy) {
			bo_value_free(out);
			return NULL;
		}
		if (list) {
			bo_list_take(out, copy);
		} else if (key) {
			/* A NUL inside a key would cut it short in C: such a key is none of ours. */
			if (strlen(ZSTR_VAL(key)) != ZSTR_LEN(key)) {
				bo_value_free(copy);
				continue;
			}
			bo_map_append(out, ZSTR_VAL(key), copy);
		} else {
			char number[32];
			snprintf(number, sizeof(number), ZEND_LONG_FMT, (zend_long)index);
			bo_map_append(out, number, copy);
		}
	}
	ZEND_HASH_FOREACH_END();
	return out;
}

static bo_value_t *from_zval(zval *value, int depth)
{
	bo_value_t *copy = NULL;
	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
		case IS_STRING:
			copy = bo_value_string(Z_STRVAL_P(value), Z_STRLEN_P(value));
			break;
		case IS_ARRAY:
			return from_array(Z_ARRVAL_P(value), false, depth);
		case IS_NULL:
			copy = bo_value_null();
			break;
		case IS_FALSE:
		case IS_TRUE:
			copy = bo_value_bool(Z_TYPE_P(value) == IS_TRUE);
			break;
		case IS_LONG:
			copy = bo_value_int(Z_LVAL_P(value));
			break;
		case IS_DOUBLE:
			copy = bo_value_double(Z_DVAL_P(value));
			break;
		default:
			zend_throw_exception(zend_ce_type_error,
					"Only arrays, texts, numbers, booleans and null can be handed over.", 0);
			return NULL;
	}
	if (!copy) {
		zend_throw_exception(zend_ce_error, "Out of memory.", 0);
	}
	return copy;
}

bo_value_t *php_bo_from_array(HashTable *array, bool as_map)
{
	bo_value_t *value = from_array(array, as_map, 0);
	if (value && !bo_value_complete(value)) {
		bo_value_free(value);
		zend_throw_exception(zend_ce_error, "Out of memory.", 0);
		return NULL;
	}
	return value;
}
