#include "base/bo_name.h"

#include "base/bo_text.h"

#include <idn2.h>
#include <stdio.h>
#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Letters, digits and hyphens; upper case is lowered while copying. */
static bool copy_ldh(char *out, const char *input, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = bo_text_lower(input[i]);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.')) {
			return false;
		}
		out[i] = c;
	}
	out[length] = '\0';
	return true;
}

/* An xn-- label must decode and come back as itself, or two spellings of one name could be stored. */
static bool round_trips(const char *label, size_t length)
{
	char copy[BO_LABEL_MAX + 1];
	memcpy(copy, label, length);
	copy[length] = '\0';
	char *unicode = NULL;
	char *ascii = NULL;
	bool same = false;
	if (idn2_to_unicode_8z8z(copy, &unicode, 0) == IDN2_OK && unicode && strcmp(unicode, copy) != 0 &&
			idn2_to_ascii_8z(unicode, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK && ascii) {
		same = strcmp(ascii, copy) == 0;
	}
	idn2_free(unicode);
	idn2_free(ascii);
	return same;
}

static bo_name_reason_t check_labels(const char *text, size_t length)
{
	size_t start = 0;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && text[i] != '.') {
			continue;
		}
		size_t size = i - start;
		if (size == 0) {
			return BO_NAME_EMPTY_LABEL;
		}
		if (size > BO_LABEL_MAX) {
			return BO_NAME_LABEL_TOO_LONG;
		}
		if (text[start] == '-' || text[i - 1] == '-') {
			return BO_NAME_BAD_HYPHEN;
		}
		if (size >= 4 && memcmp(text + start, "xn--", 4) == 0 && !round_trips(text + start, size)) {
			return BO_NAME_BAD_IDN;
		}
		start = i + 1;
	}
	return BO_NAME_OK;
}

/* RFC 6761/6762/7686 and the like: never registrable. A top level has at least one letter (RFC 3696). */
static bool usable_top_level(const char *text)
{
	static const char *const special[] = {
			"local", "localhost", "invalid", "test", "example", "onion", "arpa", "internal", "alt", NULL};
	const char *dot = strrchr(text, '.');
	const char *top = dot ? dot + 1 : text;
	for (size_t i = 0; special[i]; i++) {
		if (strcmp(top, special[i]) == 0) {
			return false;
		}
	}
	return strpbrk(top, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

/* Trims, lowers and maps to A-labels; checks each label and the whole length. */
static bo_name_reason_t normalise(
		char out[BO_NAME_MAX + 1], size_t *out_length, const char *input, size_t length)
{
	while (length && is_space(input[0])) {
		input++;
		length--;
	}
	while (length && is_space(input[length - 1])) {
		length--;
	}
	if (!length) {
		return BO_NAME_EMPTY;
	}
	bool ascii = true;
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)input[i] >= 0x80) {
			ascii = false;
		} else if (input[i] == '\0') {
			return BO_NAME_BAD_CHARACTER;
		}
	}
	if (ascii) {
		if (length > 1 && input[length - 1] == '.') {
			length--;
		}
		if (length > BO_NAME_MAX) {
			return BO_NAME_TOO_LONG;
		}
		if (!copy_ldh(out, input, length)) {
			return BO_NAME_BAD_CHARACTER;
		}
		*out_length = length;
		return check_labels(out, length);
	}

	if (length >= BO_NAME_UTF8_MAX) {
		return BO_NAME_TOO_LONG;
	}
	char copy[BO_NAME_UTF8_MAX];
	memcpy(copy, input, length);
	copy[length] = '\0';
	char *mapped = NULL;
	int result = idn2_to_ascii_8z(copy, &mapped, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	if (result != IDN2_OK) {
		switch (result) {
			case IDN2_ENCODING_ERROR:
				return BO_NAME_BAD_ENCODING;
			case IDN2_TOO_BIG_DOMAIN:
				return BO_NAME_TOO_LONG;
			case IDN2_TOO_BIG_LABEL:
			case IDN2_PUNYCODE_BIG_OUTPUT:
				return BO_NAME_LABEL_TOO_LONG;
			default:
				return BO_NAME_BAD_IDN;
		}
	}
	size_t size = strlen(mapped);
	bo_name_reason_t reason = BO_NAME_OK;
	if (size > 1 && mapped[size - 1] == '.') {
		size--;
	}
	if (size == 0) {
		reason = BO_NAME_EMPTY;
	} else if (size > BO_NAME_MAX) {
		reason = BO_NAME_TOO_LONG;
	} else if (!copy_ldh(out, mapped, size)) {
		/* Without the STD3 rules libidn2 lets ASCII punctuation through. */
		reason = BO_NAME_BAD_CHARACTER;
	} else {
		*out_length = size;
		reason = check_labels(out, size);
	}
	idn2_free(mapped);
	return reason;
}

bo_name_reason_t bo_name_parse(bo_name_t *out, const char *input, size_t length)
{
	bo_name_reason_t reason = normalise(out->text, &out->length, input, length);
	if (reason != BO_NAME_OK) {
		return reason;
	}
	const char *dot = memchr(out->text, '.', out->length);
	if (!dot) {
		return BO_NAME_NO_ZONE;
	}
	out->label_length = (size_t)(dot - out->text);
	return usable_top_level(out->text) ? BO_NAME_OK : BO_NAME_BAD_ZONE;
}

bo_name_reason_t bo_zone_parse(char *out, const char *input, size_t length)
{
	while (length && is_space(*input)) {
		input++;
		length--;
	}
	if (length && *input == '.') {
		input++;
		length--;
	}
	size_t size;
	bo_name_reason_t reason = normalise(out, &size, input, length);
	if (reason != BO_NAME_OK) {
		return reason;
	}
	return usable_top_level(out) ? BO_NAME_OK : BO_NAME_BAD_ZONE;
}

const char *bo_name_reason_text(bo_name_reason_t reason)
{
	switch (reason) {
		case BO_NAME_OK:
			return "valid";
		case BO_NAME_EMPTY:
			return "empty";
		case BO_NAME_TOO_LONG:
			return "longer than 253 characters";
		case BO_NAME_NO_ZONE:
			return "no zone behind the name (like .com)";
		case BO_NAME_EMPTY_LABEL:
			return "a dot too many";
		case BO_NAME_LABEL_TOO_LONG:
			return "a part longer than 63 characters";
		case BO_NAME_BAD_CHARACTER:
			return "a character that domain names do not have";
		case BO_NAME_BAD_HYPHEN:
			return "a part that starts or ends with a hyphen";
		case BO_NAME_BAD_ENCODING:
			return "not valid UTF-8";
		case BO_NAME_BAD_IDN:
			return "not a valid internationalised name";
		case BO_NAME_BAD_ZONE:
			break;
	}
	return "not a zone that names can be registered in";
}

void bo_name_to_unicode(char out[BO_NAME_UTF8_MAX], const char *ascii)
{
	char *unicode = NULL;
	char *back = NULL;
	/* libidn2 also "decodes" labels that no IDN has ("xn--a" to nothing, "xn--foo-" to "foo"): only what
	 * comes back as itself is shown. */
	if (strstr(ascii, "xn--") && idn2_to_unicode_8z8z(ascii, &unicode, 0) == IDN2_OK && unicode &&
			strlen(unicode) < BO_NAME_UTF8_MAX &&
			idn2_to_ascii_8z(unicode, &back, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK && back &&
			strcmp(back, ascii) == 0) {
		snprintf(out, BO_NAME_UTF8_MAX, "%s", unicode);
	} else {
		snprintf(out, BO_NAME_UTF8_MAX, "%s", ascii);
	}
	idn2_free(unicode);
	idn2_free(back);
}
