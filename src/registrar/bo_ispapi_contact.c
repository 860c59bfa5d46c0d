#include "registrar/bo_ispapi_contact.h"

#include "base/bo_text.h"

#include <stdio.h>
#include <string.h>

/* ITU calling codes by ISO 3166 country. */
static const char calling_codes[] =
		"AD376 AE971 AF93 AG1 AI1 AL355 AM374 AO244 AQ672 AR54 AS1 AT43 AU61 AW297 AX358 AZ994 BA387 "
		"BB1 BD880 BE32 BF226 BG359 BH973 BI257 BJ229 BL590 BM1 BN673 BO591 BQ599 BR55 BS1 BT975 BW267 "
		"BY375 BZ501 CA1 CC61 CD243 CF236 CG242 CH41 CI225 CK682 CL56 CM237 CN86 CO57 CR506 CU53 CV238 "
		"CW599 CX61 CY357 CZ420 DE49 DJ253 DK45 DM1 DO1 DZ213 EC593 EE372 EG20 EH212 ER291 ES34 ET251 "
		"FI358 FJ679 FK500 FM691 FO298 FR33 GA241 GB44 GD1 GE995 GF594 GG44 GH233 GI350 GL299 GM220 "
		"GN224 GP590 GQ240 GR30 GS500 GT502 GU1 GW245 GY592 HK852 HN504 HR385 HT509 HU36 ID62 IE353 "
		"IL972 IM44 IN91 IO246 IQ964 IR98 IS354 IT39 JE44 JM1 JO962 JP81 KE254 KG996 KH855 KI686 KM269 "
		"KN1 KP850 KR82 KW965 KY1 KZ7 LA856 LB961 LC1 LI423 LK94 LR231 LS266 LT370 LU352 LV371 LY218 "
		"MA212 MC377 MD373 ME382 MF590 MG261 MH692 MK389 ML223 MM95 MN976 MO853 MP1 MQ596 MR222 MS1 "
		"MT356 MU230 MV960 MW265 MX52 MY60 MZ258 NA264 NC687 NE227 NF672 NG234 NI505 NL31 NO47 NP977 "
		"NR674 NU683 NZ64 OM968 PA507 PE51 PF689 PG675 PH63 PK92 PL48 PM508 PN64 PR1 PS970 PT351 PW680 "
		"PY595 QA974 RE262 RO40 RS381 RU7 RW250 SA966 SB677 SC248 SD249 SE46 SG65 SH290 SI386 SJ47 "
		"SK421 SL232 SM378 SN221 SO252 SR597 SS211 ST239 SV503 SX1 SY963 SZ268 TC1 TD235 TG228 TH66 "
		"TJ992 TK690 TL670 TM993 TN216 TO676 TR90 TT1 TV688 TW886 TZ255 UA380 UG256 US1 UY598 UZ998 "
		"VA39 VC1 VE58 VG1 VI1 VN84 VU678 WF681 WS685 XK383 YE967 YT262 ZA27 ZM260 ZW263 ";

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many digits of an international number are its calling code: 1 and 7 stand alone, the two-digit codes
 * are these, all others have three digits. */
static size_t code_length(const char *digits)
{
	static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 "
							  "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";
	if (digits[0] == '1' || digits[0] == '7') {
		return 1;
	}
	for (const char *code = two; *code; code += 3) {
		if (code[0] == digits[0] && code[1] == digits[1]) {
			return 2;
		}
	}
	return 3;
}

/* The calling code of a country; 0 digits when it is not known. */
static size_t country_code(char out[4], const char *country)
{
	size_t length = 0;
	if (country && country[0] && country[1] && !country[2]) {
		const char wanted[] = {bo_text_upper(country[0]), bo_text_upper(country[1])};
		for (const char *at = calling_codes; *at && !length; at = strchr(at, ' ') + 1) {
			if (at[0] == wanted[0] && at[1] == wanted[1]) {
				while (is_digit(at[2 + length]) && length < 3) {
					out[length] = at[2 + length];
					length++;
				}
			}
		}
	}
	out[length] = '\0';
	return length;
}

/* Collects the digits before an extension ("x12", "ext. 12", "#12"). False for text that is no number. */
static bool read_digits(char *out, size_t size, const char *phone)
{
	size_t length = 0;
	for (const char *at = phone; *at; at++) {
		if (is_digit(*at)) {
			if (length + 1 >= size) {
				return false;
			}
			out[length++] = *at;
		} else if (length &&
				   (*at == 'x' || *at == 'X' || *at == '#' || *at == ';' || *at == 'e' || *at == 'E')) {
			break;
		} else if (!strchr(" \t.-/()+", *at)) {
			return false;
		}
	}
	out[length] = '\0';
	return length > 0;
}

/* A national number begins with a trunk prefix that is not dialled from abroad. */
static const char *skip_trunk(const char *digits, const char *code, const char *country)
{
	static const char keep_zero[] = "IT SM VA CI CG GA "; /* the zero is part of the number */
	const char wanted[] = {bo_text_upper(country[0]), bo_text_upper(country[1]), '\0'};
	size_t length = strlen(digits);
	if (strcmp(code, "1") == 0) {
		return length == 11 && digits[0] == '1' ? digits + 1 : digits;
	}
	if (strcmp(code, "7") == 0) {
		return length == 11 && (digits[0] == '8' || digits[0] == '7') ? digits + 1 : digits;
	}
	if (strcmp(code, "36") == 0 && strncmp(digits, "06", 2) == 0) {
		return digits + 2;
	}
	if (digits[0] == '0') {
		return strstr(keep_zero, wanted) ? digits : digits + 1;
	}
	/* Written with the calling code but without its plus: too long for a national number. */
	return length >= 11 && strncmp(digits, code, strlen(code)) == 0 ? digits + strlen(code) : digits;
}

bool bo_ispapi_phone(char out[BO_ISPAPI_PHONE_SIZE], const char *phone, const char *country)
{
	char text[64], digits[32] = "", code[4];
	const char *number;
	snprintf(out, BO_ISPAPI_PHONE_SIZE, "%s", phone);
	if (snprintf(text, sizeof(text), "%s", phone) >= (int)sizeof(text)) {
		return false;
	}
	const char *start = text + strspn(text, " \t");
	bool plus = *start == '+';
	bool international = plus || strncmp(start, "00", 2) == 0;
	char *trunk = strstr(text, "(0)");
	if (trunk && international) {
		memcpy(trunk, "   ", 3);
	}
	if (!read_digits(digits, sizeof(digits), start)) {
		return false;
	}
	if (international) {
		number = plus ? digits : digits + 2;
		if (strlen(number) < 5 || number[0] == '0') {
			return false;
		}
		size_t length = code_length(number);
		memcpy(code, number, length);
		code[length] = '\0';
		number += length;
	} else {
		if (country_code(code, country) == 0) {
			return false;
		}
		number = skip_trunk(digits, code, country);
	}
	size_t length = strlen(number);
	if (length < 3 || length + strlen(code) > 15) {
		return false;
	}
	snprintf(out, BO_ISPAPI_PHONE_SIZE, "+%s.%s", code, number);
	return true;
}

void bo_ispapi_add_contact(
		bo_ispapi_command_t *command, const char *key, const char *street_field, const bo_contact_t *contact)
{
	char phone[BO_ISPAPI_PHONE_SIZE];
	char country[] = {bo_text_upper(contact->country[0]), bo_text_upper(contact->country[1]), '\0'};
	bo_ispapi_phone(phone, contact->phone, country);
	const struct {
		const char *field, *value;
	} fields[] = {
			{"FIRSTNAME", contact->first_name},
			{"LASTNAME", contact->last_name},
			{"ORGANIZATION", contact->organization},
			{street_field, contact->street},
			{"CITY", contact->city},
			{"STATE", contact->state},
			{"ZIP", contact->zip},
			{"COUNTRY", country},
			{"PHONE", phone},
			{"EMAIL", contact->email},
	};
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (*fields[i].value) {
			bo_ispapi_command_add_field(command, key, fields[i].field, fields[i].value);
		}
	}
}
