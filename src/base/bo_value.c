#include "base/bo_value.h"

#include "base/bo_text.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bo_value_t *new_value(bo_type_t type)
{
	bo_value_t *value = calloc(1, sizeof(*value));
	if (value) {
		value->type = type;
	}
	return value;
}

bo_value_t *bo_value_map(void)
{
	return new_value(BO_MAP);
}

bo_value_t *bo_value_list(void)
{
	return new_value(BO_LIST);
}

bo_value_t *bo_value_string(const char *data, size_t length)
{
	bo_value_t *value = new_value(BO_STRING);
	if (!value) {
		return NULL;
	}
	value->as.string.data = malloc(length + 1);
	if (!value->as.string.data) {
		free(value);
		return NULL;
	}
	if (length) {
		memcpy(value->as.string.data, data, length);
	}
	value->as.string.data[length] = '\0';
	value->as.string.length = length;
	return value;
}

bo_value_t *bo_value_null(void)
{
	return new_value(BO_NULL);
}

bo_value_t *bo_value_bool(bool flag)
{
	bo_value_t *value = new_value(BO_BOOL);
	if (value) {
		value->as.boolean = flag;
	}
	return value;
}

bo_value_t *bo_value_int(int64_t number)
{
	bo_value_t *value = new_value(BO_INT);
	if (value) {
		value->as.integer = number;
	}
	return value;
}

bo_value_t *bo_value_double(double number)
{
	bo_value_t *value = new_value(BO_DOUBLE);
	if (value) {
		value->as.number = number;
	}
	return value;
}

void bo_value_free(bo_value_t *value)
{
	if (!value) {
		return;
	}
	if (value->type == BO_STRING) {
		free(value->as.string.data);
	} else if (value->type == BO_LIST || value->type == BO_MAP) {
		for (size_t i = 0; i < value->as.many.count; i++) {
			bo_value_free(value->as.many.items[i]);
			if (value->as.many.keys) {
				free(value->as.many.keys[i]);
			}
		}
		free(value->as.many.items);
		free(value->as.many.keys);
	}
	free(value);
}

bool bo_value_complete(const bo_value_t *value)
{
	if (!value || value->failed) {
		return false;
	}
	if (value->type == BO_LIST || value->type == BO_MAP) {
		for (size_t i = 0; i < value->as.many.count; i++) {
			if (!bo_value_complete(value->as.many.items[i])) {
				return false;
			}
		}
	}
	return true;
}

static bool grow(bo_value_t *container)
{
	size_t capacity = container->as.many.capacity;
	if (container->as.many.count < capacity) {
		return true;
	}
	size_t wanted = capacity ? capacity * 2 : 8;
	if (wanted > SIZE_MAX / sizeof(void *)) {
		return false;
	}
	bo_value_t **items = realloc(container->as.many.items, wanted * sizeof(bo_value_t *));
	if (!items) {
		return false;
	}
	container->as.many.items = items;
	if (container->type == BO_MAP) {
		char **keys = realloc(container->as.many.keys, wanted * sizeof(*keys));
		if (!keys) {
			return false;
		}
		container->as.many.keys = keys;
	}
	container->as.many.capacity = wanted;
	return true;
}

/* All take value; false when it could not be kept (it is freed then). */
static bool put_new(bo_value_t *map, const char *key, bo_value_t *value)
{
	if (!map || map->type != BO_MAP) {
		bo_value_free(value);
		return false;
	}
	char *copy = value ? strdup(key) : NULL;
	if (!copy || !grow(map)) {
		free(copy);
		bo_value_free(value);
		map->failed = true;
		return false;
	}
	map->as.many.items[map->as.many.count] = value;
	map->as.many.keys[map->as.many.count] = copy;
	map->as.many.count++;
	return true;
}

static bool put(bo_value_t *map, const char *key, bo_value_t *value)
{
	for (size_t i = 0; value && map && map->type == BO_MAP && i < map->as.many.count; i++) {
		if (strcmp(map->as.many.keys[i], key) == 0) {
			bo_value_free(map->as.many.items[i]);
			map->as.many.items[i] = value;
			return true;
		}
	}
	return put_new(map, key, value);
}

static bool append(bo_value_t *list, bo_value_t *value)
{
	if (!list || list->type != BO_LIST) {
		bo_value_free(value);
		return false;
	}
	if (!value || !grow(list)) {
		bo_value_free(value);
		list->failed = true;
		return false;
	}
	list->as.many.items[list->as.many.count++] = value;
	return true;
}

void bo_map_take(bo_value_t *map, const char *key, bo_value_t *value)
{
	(void)put(map, key, value);
}

void bo_map_append(bo_value_t *map, const char *key, bo_value_t *value)
{
	(void)put_new(map, key, value);
}

void bo_list_take(bo_value_t *list, bo_value_t *value)
{
	(void)append(list, value);
}

void bo_map_null(bo_value_t *map, const char *key)
{
	bo_map_take(map, key, bo_value_null());
}

void bo_map_bool(bo_value_t *map, const char *key, bool flag)
{
	bo_map_take(map, key, bo_value_bool(flag));
}

void bo_map_int(bo_value_t *map, const char *key, int64_t number)
{
	bo_map_take(map, key, bo_value_int(number));
}

void bo_map_double(bo_value_t *map, const char *key, double number)
{
	bo_map_take(map, key, bo_value_double(number));
}

void bo_map_text(bo_value_t *map, const char *key, const char *text)
{
	if (text) {
		bo_map_take(map, key, bo_value_string(text, strlen(text)));
	} else {
		bo_map_null(map, key);
	}
}

void bo_map_string(bo_value_t *map, const char *key, const char *data, size_t length)
{
	bo_map_take(map, key, bo_value_string(data, length));
}

void bo_map_printf(bo_value_t *map, const char *key, const char *format, ...)
{
	char *text = NULL;
	va_list arguments;
	va_start(arguments, format);
	int length = vasprintf(&text, format, arguments);
	va_end(arguments);
	bo_map_take(map, key, length < 0 ? NULL : bo_value_string(text, (size_t)length));
	if (length >= 0) {
		free(text);
	}
}

bo_value_t *bo_map_map(bo_value_t *map, const char *key)
{
	bo_value_t *child = map ? bo_value_map() : NULL;
	return put(map, key, child) ? child : NULL;
}

bo_value_t *bo_map_list(bo_value_t *map, const char *key)
{
	bo_value_t *child = map ? bo_value_list() : NULL;
	return put(map, key, child) ? child : NULL;
}

void bo_list_int(bo_value_t *list, int64_t number)
{
	bo_list_take(list, bo_value_int(number));
}

void bo_list_text(bo_value_t *list, const char *text)
{
	bo_list_take(list, text ? bo_value_string(text, strlen(text)) : bo_value_null());
}

void bo_list_string(bo_value_t *list, const char *data, size_t length)
{
	bo_list_take(list, bo_value_string(data, length));
}

bo_value_t *bo_list_map(bo_value_t *list)
{
	bo_value_t *child = list ? bo_value_map() : NULL;
	return append(list, child) ? child : NULL;
}

const bo_value_t *bo_map_get(const bo_value_t *map, const char *key)
{
	if (map && map->type == BO_MAP) {
		for (size_t i = 0; i < map->as.many.count; i++) {
			if (strcmp(map->as.many.keys[i], key) == 0) {
				return map->as.many.items[i];
			}
		}
	}
	return NULL;
}

const bo_value_t *bo_map_get_nocase(const bo_value_t *map, const char *key)
{
	if (map && map->type == BO_MAP) {
		for (size_t i = 0; i < map->as.many.count; i++) {
			if (strcasecmp(map->as.many.keys[i], key) == 0) {
				return map->as.many.items[i];
			}
		}
	}
	return NULL;
}

const char *bo_map_get_text(const bo_value_t *map, const char *key, const char *otherwise)
{
	const bo_value_t *value = bo_map_get(map, key);
	return value && value->type == BO_STRING ? value->as.string.data : otherwise;
}

int64_t bo_map_get_int(const bo_value_t *map, const char *key, int64_t otherwise)
{
	const bo_value_t *value = bo_map_get(map, key);
	if (!value) {
		return otherwise;
	}
	if (value->type == BO_INT) {
		return value->as.integer;
	}
	if (value->type == BO_BOOL) {
		return value->as.boolean ? 1 : 0;
	}
	if (value->type == BO_STRING && value->as.string.length) {
		char *end = NULL;
		errno = 0;
		long long number = strtoll(value->as.string.data, &end, 10);
		if (errno == 0 && end == value->as.string.data + value->as.string.length) {
			return number;
		}
	}
	return otherwise;
}

bool bo_map_get_bool(const bo_value_t *map, const char *key, bool otherwise)
{
	const bo_value_t *value = bo_map_get(map, key);
	if (!value || value->type == BO_NULL) {
		return otherwise;
	}
	if (value->type == BO_BOOL) {
		return value->as.boolean;
	}
	if (value->type == BO_INT) {
		return value->as.integer != 0;
	}
	if (value->type == BO_STRING) {
		const char *text = value->as.string.data;
		return strcmp(text, "1") == 0 || strcasecmp(text, "on") == 0 || strcasecmp(text, "true") == 0 ||
			   strcasecmp(text, "yes") == 0;
	}
	return otherwise;
}

static void write_string(const char *data, size_t length, bo_buffer_t *out)
{
	const char *p = data;
	bo_buffer_add_char(out, '"');
	for (size_t i = 0; i < length;) {
		size_t step = bo_text_sequence(p + i, length - i);
		if (step > 1) {
			bo_buffer_add(out, p + i, step);
		} else if (step == 0) {
			bo_buffer_add_text(out, "\xef\xbf\xbd"); /* U+FFFD for a byte that is not UTF-8 */
			step = 1;
		} else if (p[i] == '"' || p[i] == '\\') {
			bo_buffer_add_char(out, '\\');
			bo_buffer_add_char(out, p[i]);
		} else if ((unsigned char)p[i] < 0x20 || p[i] == 0x7f) {
			bo_buffer_printf(out, "\\u%04x", (unsigned int)p[i]);
		} else {
			bo_buffer_add_char(out, p[i]);
		}
		i += step;
	}
	bo_buffer_add_char(out, '"');
}

static void write_number(double number, bo_buffer_t *out)
{
	if (isfinite(number)) {
		/* The host's locale may want another character (or several bytes) in place of the point. */
		char text[64];
		bool other = false;
		snprintf(text, sizeof(text), "%.15g", number);
		for (const char *at = text; *at; at++) {
			bool known = strchr("0123456789+-eE.", *at) != NULL;
			if (known || !other) {
				bo_buffer_add(out, known ? at : ".", 1);
			}
			other = !known;
		}
	} else {
		bo_buffer_add_text(out, "null");
	}
}

bool bo_value_write_json(const bo_value_t *value, bo_buffer_t *out)
{
	if (!value) {
		return bo_buffer_add_text(out, "null");
	}
	switch (value->type) {
		case BO_NULL:
			bo_buffer_add_text(out, "null");
			break;
		case BO_BOOL:
			bo_buffer_add_text(out, value->as.boolean ? "true" : "false");
			break;
		case BO_INT:
			bo_buffer_printf(out, "%lld", (long long)value->as.integer);
			break;
		case BO_DOUBLE:
			write_number(value->as.number, out);
			break;
		case BO_STRING:
			write_string(value->as.string.data, value->as.string.length, out);
			break;
		case BO_LIST:
		case BO_MAP:
			bo_buffer_add_char(out, value->type == BO_MAP ? '{' : '[');
			for (size_t i = 0; i < value->as.many.count; i++) {
				if (i) {
					bo_buffer_add_char(out, ',');
				}
				if (value->type == BO_MAP) {
					write_string(value->as.many.keys[i], strlen(value->as.many.keys[i]), out);
					bo_buffer_add_char(out, ':');
				}
				bo_value_write_json(value->as.many.items[i], out);
			}
			bo_buffer_add_char(out, value->type == BO_MAP ? '}' : ']');
			break;
	}
	return !out->failed;
}
