/* Proves domain names: splitting, normal form, IDN, and what is refused and why. */
#include "base/bo_name.h"
#include "support/bo_test.h"

#include <stdio.h>

static void takes(const char *input, const char *label, const char *zone)
{
	bo_name_t name;
	bo_name_reason_t reason = bo_name_parse(&name, input, strlen(input));
	if (reason != BO_NAME_OK) {
		fail_msg("\"%s\": %s", input, bo_name_reason_text(reason));
	}
	char wanted[600];
	snprintf(wanted, sizeof(wanted), "%s.%s", label, zone);
	assert_string_equal(name.text, wanted);
	assert_int_equal(name.length, strlen(wanted));
	assert_int_equal(name.label_length, strlen(label));
	assert_string_equal(bo_name_zone(&name), zone);
}

static void refuses(const char *input, size_t length, bo_name_reason_t wanted)
{
	bo_name_t name;
	bo_name_reason_t reason = bo_name_parse(&name, input, length);
	if (reason != wanted) {
		fail_msg("\"%s\": %s, wanted %s", input, bo_name_reason_text(reason), bo_name_reason_text(wanted));
	}
}

/* D31: at the first dot. */
static void test_d31_split_at_first_dot(void **state)
{
	(void)state;
	takes("foo.co.uk", "foo", "co.uk");
	takes("foo.com", "foo", "com");
	takes("a.b.c.d.com", "a", "b.c.d.com");
	takes("x.us.com", "x", "us.com");
	/* D33: zones are as long as they need to be. */
	takes("studio.photography", "studio", "photography");
	takes("studio.xn--vermgensberater-ctb", "studio", "xn--vermgensberater-ctb");
}

static void test_normal_form(void **state)
{
	(void)state;
	takes(" \t\r\nFOO.Co.UK \n", "foo", "co.uk");
	takes("foo.com.", "foo", "com");
	takes("1.com", "1", "com");
	takes("0-0.com", "0-0", "com");
	takes("a--b.com", "a--b", "com");
	takes("XN--MLLER-KVA.net", "xn--mller-kva", "net");
}

/* D30: IDNs in every spelling are one name. */
static void test_d30_idn(void **state)
{
	(void)state;
	takes("m\xc3\xbcller.net", "xn--mller-kva", "net");
	takes("M\xc3\x9cLLER.NET", "xn--mller-kva", "net");
	takes("mu\xcc\x88ller.net", "xn--mller-kva", "net"); /* NFD */
	takes("xn--mller-kva.net", "xn--mller-kva", "net");
	takes("\xef\xbd\x86\xef\xbd\x8f\xef\xbd\x8f.com", "foo", "com"); /* full-width letters */
	takes("foo\xe3\x80\x82"
		  "com",
			"foo", "com");                      /* ideographic full stop */
	takes("fa\xc3\x9f.de", "xn--fa-hia", "de"); /* sharp s is a letter of its own */
	takes("xn--fa-hia.de", "xn--fa-hia", "de");
	takes("fass.de", "fass", "de");
	takes("\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84", "xn--e1afmkfd", "xn--p1ai");
	takes("\xe4\xbe\x8b\xe3\x81\x88.jp", "xn--r8jz45g", "jp");
	takes("m\xc3\xbcller.net.", "xn--mller-kva", "net");
	takes(" m\xc3\xbcller.net ", "xn--mller-kva", "net");
}

static void test_bad_idn(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		bo_name_reason_t reason;
	} cases[] = {{"xn--a.com", BO_NAME_BAD_IDN},                                   /* a control character */
			{"xn--0.com", BO_NAME_BAD_IDN}, {"xn--mller-kv.net", BO_NAME_BAD_IDN}, /* cut off */
			{"xn--fa-hia.xn--a", BO_NAME_BAD_IDN}, {"xn--strae-oqa-.de", BO_NAME_BAD_HYPHEN},
			{"xn--foo-.com", BO_NAME_BAD_HYPHEN}, {"xn--.com", BO_NAME_BAD_HYPHEN},
			{"a\xe2\x80\x8b"
			 "b.com",
					BO_NAME_OK}}; /* UTS46 maps a zero-width space away */
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		refuses(cases[i].name, strlen(cases[i].name), cases[i].reason);
	}
	takes("a\xe2\x80\x8b"
		  "b.com",
			"ab", "com");
	refuses("\xff.com", 5, BO_NAME_BAD_ENCODING);
	refuses("m\xfcller.net", 10, BO_NAME_BAD_ENCODING);   /* Latin-1 */
	refuses("\xed\xa0\x80.com", 7, BO_NAME_BAD_ENCODING); /* a surrogate */
	refuses("\xe2\x98\x83-.com", 8, BO_NAME_BAD_IDN);
	refuses("\xcc\x88x.com", 7, BO_NAME_BAD_IDN); /* begins with a combining mark */
}

/* D32, D12: what the original let through, and what it refused for no reason. */
static void test_d32_list(void **state)
{
	(void)state;
	refuses(".com", 4, BO_NAME_EMPTY_LABEL);
	refuses("<b>x.com", 8, BO_NAME_BAD_CHARACTER);
	refuses("a...", 4, BO_NAME_EMPTY_LABEL);
	takes("example.xn--p1ai", "example", "xn--p1ai");
	char name[80];
	memset(name, 'a', sizeof(name));
	memcpy(name + 62, ".com", 5);
	takes(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "com");
	memset(name, 'a', sizeof(name));
	memcpy(name + 63, ".com", 5);
	takes(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "com");
	memset(name, 'a', sizeof(name));
	memcpy(name + 64, ".com", 5);
	refuses(name, strlen(name), BO_NAME_LABEL_TOO_LONG);
}

static void test_refused(void **state)
{
	(void)state;
	static const struct {
		const char *input;
		bo_name_reason_t reason;
	} cases[] = {{"", BO_NAME_EMPTY}, {"  \t", BO_NAME_EMPTY}, {".", BO_NAME_EMPTY_LABEL},
			{"..", BO_NAME_EMPTY_LABEL}, {"foo", BO_NAME_NO_ZONE}, {"foo.", BO_NAME_NO_ZONE},
			{"com", BO_NAME_NO_ZONE}, {".foo.com", BO_NAME_EMPTY_LABEL}, {"foo..com", BO_NAME_EMPTY_LABEL},
			{"foo.com..", BO_NAME_EMPTY_LABEL}, {"fo o.com", BO_NAME_BAD_CHARACTER},
			{"foo_bar.com", BO_NAME_BAD_CHARACTER}, {"foo/bar.com", BO_NAME_BAD_CHARACTER},
			{"foo@bar.com", BO_NAME_BAD_CHARACTER}, {"*.com", BO_NAME_BAD_CHARACTER},
			{"foo'.com", BO_NAME_BAD_CHARACTER}, {"foo\".com", BO_NAME_BAD_CHARACTER},
			{"-foo.com", BO_NAME_BAD_HYPHEN}, {"foo-.com", BO_NAME_BAD_HYPHEN},
			{"foo.-com", BO_NAME_BAD_HYPHEN}, {"foo.com-", BO_NAME_BAD_HYPHEN}, {"-.com", BO_NAME_BAD_HYPHEN},
			{"127.0.0.1", BO_NAME_BAD_ZONE}, {"foo.123", BO_NAME_BAD_ZONE}, {"foo.local", BO_NAME_BAD_ZONE},
			{"foo.localhost", BO_NAME_BAD_ZONE}, {"foo.test", BO_NAME_BAD_ZONE},
			{"foo.example", BO_NAME_BAD_ZONE}, {"foo.invalid", BO_NAME_BAD_ZONE},
			{"foo.onion", BO_NAME_BAD_ZONE}, {"foo.in-addr.arpa", BO_NAME_BAD_ZONE},
			{"foo.internal", BO_NAME_BAD_ZONE}, {"foo.alt", BO_NAME_BAD_ZONE},
			{"\xc3\xbc_.com", BO_NAME_BAD_CHARACTER}, {"\xc3\xbc.com/x", BO_NAME_BAD_CHARACTER},
			{"\xc3\xbc..com", BO_NAME_EMPTY_LABEL}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		refuses(cases[i].input, strlen(cases[i].input), cases[i].reason);
	}
	refuses("foo\0.com", 8, BO_NAME_BAD_CHARACTER);
	refuses("\xc3\xbc\0.com", 7, BO_NAME_BAD_CHARACTER);
	/* Special names are special as a top level only. */
	takes("test.com", "test", "com");
	takes("foo.test.com", "foo", "test.com");
	takes("foo.123.com", "foo", "123.com");
}

static void test_whole_length(void **state)
{
	(void)state;
	char name[300] = "";
	for (int i = 0; i < 3; i++) {
		memset(name + i * 64, 'a', 63);
		name[i * 64 + 63] = '.';
	}
	memset(name + 192, 'b', 61); /* 253 in all */
	bo_name_t parsed;
	assert_int_equal(bo_name_parse(&parsed, name, 253), BO_NAME_OK);
	assert_int_equal(parsed.length, 253);
	name[253] = '.';
	assert_int_equal(bo_name_parse(&parsed, name, 254), BO_NAME_OK);
	name[253] = 'b';
	assert_int_equal(bo_name_parse(&parsed, name, 254), BO_NAME_TOO_LONG);
	char huge[5000];
	memset(huge, 'a', sizeof(huge));
	assert_int_equal(bo_name_parse(&parsed, huge, sizeof(huge)), BO_NAME_TOO_LONG);
	memset(huge, 0xc3, sizeof(huge));
	assert_int_equal(bo_name_parse(&parsed, huge, sizeof(huge)), BO_NAME_TOO_LONG);
	/* 60 umlauts are too many for one label: their A-label has 66 letters. */
	char wide[130];
	for (int i = 0; i < 60; i++) {
		memcpy(wide + 2 * i, "\xc3\xbc", 2);
	}
	memcpy(wide + 120, ".com", 4);
	assert_int_equal(bo_name_parse(&parsed, wide, 124), BO_NAME_LABEL_TOO_LONG);
}

static void test_zones(void **state)
{
	(void)state;
	static const struct {
		const char *input, *zone;
	} cases[] = {{"com", "com"}, {".com", "com"}, {" .Co.UK. ", "co.uk"}, {".\xd1\x80\xd1\x84", "xn--p1ai"},
			{"XN--P1AI", "xn--p1ai"}, {"photography", "photography"}};
	char zone[BO_ZONE_SIZE];
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(bo_zone_parse(zone, cases[i].input, strlen(cases[i].input)), BO_NAME_OK);
		assert_string_equal(zone, cases[i].zone);
	}
	static const struct {
		const char *input;
		bo_name_reason_t reason;
	} refused[] = {{"", BO_NAME_EMPTY}, {".", BO_NAME_EMPTY}, {"..com", BO_NAME_EMPTY_LABEL},
			{"c om", BO_NAME_BAD_CHARACTER}, {"co_uk", BO_NAME_BAD_CHARACTER}, {"-", BO_NAME_BAD_HYPHEN},
			{"123", BO_NAME_BAD_ZONE}, {"local", BO_NAME_BAD_ZONE},
			{"com' OR '1'='1", BO_NAME_BAD_CHARACTER}};
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		assert_int_equal(bo_zone_parse(zone, refused[i].input, strlen(refused[i].input)), refused[i].reason);
	}
}

static void test_unicode_form(void **state)
{
	(void)state;
	static const struct {
		const char *ascii, *unicode;
	} cases[] = {{"xn--mller-kva.net", "m\xc3\xbcller.net"}, {"foo.com", "foo.com"},
			{"xn--e1afmkfd.xn--p1ai", "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84"},
			{"xn--p1ai", "\xd1\x80\xd1\x84"}, {"xn--fa-hia.de", "fa\xc3\x9f.de"}, {"xn--a.com", "xn--a.com"},
			{"xn--foo-.com", "xn--foo-.com"}, {"xn--mller-kva.xn--a", "xn--mller-kva.xn--a"}, {"", ""},
			{"foo.xn--p1ai", "foo.\xd1\x80\xd1\x84"}};
	char out[BO_NAME_UTF8_MAX];
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_name_to_unicode(out, cases[i].ascii);
		assert_string_equal(out, cases[i].unicode);
	}
}

static void test_every_reason_has_words(void **state)
{
	(void)state;
	for (int reason = BO_NAME_OK; reason <= BO_NAME_BAD_ZONE; reason++) {
		for (int other = BO_NAME_OK; other < reason; other++) {
			assert_string_not_equal(bo_name_reason_text((bo_name_reason_t)reason),
					bo_name_reason_text((bo_name_reason_t)other));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_d31_split_at_first_dot),
			cmocka_unit_test(test_normal_form), cmocka_unit_test(test_d30_idn),
			cmocka_unit_test(test_bad_idn), cmocka_unit_test(test_d32_list), cmocka_unit_test(test_refused),
			cmocka_unit_test(test_whole_length), cmocka_unit_test(test_zones),
			cmocka_unit_test(test_unicode_form), cmocka_unit_test(test_every_reason_has_words)};
	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
