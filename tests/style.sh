# Sourced by run.sh: formatting, linters and gates. Each check is one test.

core_flags() {
	pkg-config --cflags libmariadb libcurl libzip zlib libpcre2-8 libidn2
}

c_files() {
	git ls-files --cached --others --exclude-standard 'src/*.[ch]' 'ext/*.[ch]' 'tests/unit/*.[ch]' 'tests/machine/*.[ch]' 'tests/fuzz/*.[ch]' | grep -v arginfo
}

check_format() {
	# shellcheck disable=SC2046
	clang-format --dry-run --Werror $(c_files)
}

# The core knows no engine: no PHP header anywhere in src/, shown by its text and by compiling it without PHP's path.
check_core_alone() {
	! grep -rnE '#[[:space:]]*include[[:space:]]*[<"](php|zend|Zend/|main/|ext/|SAPI|TSRM)' src || return 1
	make -s -j"$(nproc)" -f tests/unit/Makefile core || return 1
	! nm -u .build/unit/libbackorder.a | grep -E ' (_?zend_|_?php_|_?emalloc|_efree|tsrm_)'
}

check_c_never_calls_php() {
	! grep -rnE 'zend_call_function|call_user_function|zend_call_known|zend_fcall_info' ext/*.c ext/*.h
}

# Lower layers never include upper ones: base < db < context < pricing, registrar < droplist < funds < machine < backorder < command.
check_dependencies() {
	local order="base db context pricing registrar droplist funds machine backorder command" folder found upper status=0
	for folder in $order; do
		upper=$(echo "$order" | sed "s/.*\b$folder\b//")
		for found in $upper; do
			if grep -rnE "#include \"$found/" "src/$folder"; then
				echo "src/$folder must not include src/$found"
				status=1
			fi
		done
	done
	return $status
}

check_exports() {
	local extension
	extension=$(bash tests/support/build.sh) || return 1
	local names
	names=$(nm -D --defined-only "$extension" | awk '{ print $NF }')
	echo "exported: $names"
	[ "$names" = get_module ]
}

# The same SONAMEs as PHP's own extensions, or two copies of a library would meet in one process.
check_sonames() {
	local extension curl
	extension=$(bash tests/support/build.sh) || return 1
	curl=$(php-config --extension-dir)/curl.so
	[ -f "$curl" ] || return 0
	diff <(readelf -d "$curl" | grep -o 'libcurl[^]]*') <(readelf -d "$extension" | grep -o 'libcurl[^]]*')
}

check_phpinfo() {
	local extension out
	extension=$(bash tests/support/build.sh) || return 1
	out=$(php -n -d "extension=$extension" --ri ispapibackorder)
	echo "$out"
	local library
	for library in "MariaDB Connector/C" libcurl libzip zlib PCRE2 libidn2; do
		echo "$out" | grep -q "$library headers version => [0-9]" || return 1
		echo "$out" | grep -q "$library library version => [0-9]" || return 1
	done
}

# configure names the missing library and how to get it.
check_configure_error() {
	local copy=$work/configure
	mkdir -p "$copy" && cp -R ext src config.m4 Makefile.frag "$copy/" || return 1
	sed -i 's/\[libzip\], \[1.5.0\]/[libzip], [99.0]/' "$copy/config.m4"
	(cd "$copy" && phpize >/dev/null 2>&1 && ! ./configure >out.log 2>&1 && grep 'libzip 99.0 or newer is needed' out.log)
}

# The way by hand and PIE's way, with nothing but what the release has for it.
check_phpize_in_tree() {
	local copy=$work/tree
	mkdir -p "$copy" && bash scripts/package.sh "$work/tree-package" && tar -C "$copy" --strip-components=1 -xzf "$work"/tree-package/*.tgz || return 1
	(cd "$copy" && phpize && ./configure && make -j"$(nproc)" && test -f modules/ispapibackorder.so)
}

check_sanitizer_works() {
	printf '#include <stdlib.h>\nint main(void){char*p=malloc(8);free(p);return p[0];}\n' >"$work/canary.c"
	cc -fsanitize=address,undefined -fno-sanitize-recover=all -w "$work/canary.c" -o "$work/canary" || return 1
	! "$work/canary" 2>"$work/canary.log" && grep 'heap-use-after-free' "$work/canary.log"
}

# The analyzer gives up on a function after so many steps: with its own limit of 225,000 it takes three times as long
# (BO_TIDY_NODES=225000).
check_clang_tidy() {
	local nodes="-Xclang -analyzer-config -Xclang max-nodes=${BO_TIDY_NODES:-75000}"
	git ls-files --cached --others --exclude-standard 'src/*.c' |
		FLAGS="$(core_flags) $nodes" xargs -P "$(nproc)" -n 1 sh -c 'clang-tidy --quiet "$0" -- -std=c11 -D_GNU_SOURCE -Isrc $FLAGS 2>/dev/null' \
			>"$work/tidy.log"
	# Proof that the linter reads the files at all: this one has a double free.
	printf '#include <stdlib.h>\nvoid twice(char *p);\nvoid twice(char *p){free(p);free(p);}\n' >"$work/twice.c"
	clang-tidy --quiet --config-file=.clang-tidy "$work/twice.c" -- $nodes >"$work/twice.log" 2>/dev/null
	grep -q 'warning:' "$work/twice.log" || return 1
	! grep -E 'warning:|error:' "$work/tidy.log"
}

check_cppcheck() {
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -j "$(nproc)" \
		--suppress=missingIncludeSystem -Isrc -D_GNU_SOURCE src
}

# Functions that can't be bounded or that depend on the process's locale or zone.
check_banned_calls() {
	! grep -rnE '\b(sprintf|strcat|strncat|strcpy|strncpy|gets|atoi|atol|atof|strtof|strtod|sscanf|strtok|localtime|gmtime|ctime|asctime|alloca|system|popen)\(' src ext/*.c
}

check_sql_is_bound() {
	# The only built texts are placeholders, identifiers of a closed list and clauses of ours; never a value.
	! grep -rnE '"(SELECT|INSERT|UPDATE|DELETE)[^"]*'"'"'%' src
}

check_php_syntax() {
	local file status=0
	while read -r file; do
		php -n -l "$file" >/dev/null || status=1
	done < <(git ls-files --cached --others --exclude-standard '*.php' '*.inc' | grep -v '\.stub\.php$')
	return $status
}

# Every text in every language, with the same places for values in it.
check_language_keys() {
	php -n -r '
		$texts = [];
		foreach (glob("lang/*.php") as $file) {
			$_ADDONLANG = [];
			include $file;
			$texts[basename($file)] = array_filter($_ADDONLANG, "strlen");
		}
		$status = count($texts) >= 10 ? 0 : 1;
		$places = function ($text) {
			preg_match_all("/:[a-z]+\\b/", $text, $found);
			sort($found[0]);
			return implode(" ", $found[0]);
		};
		$english = $texts["english.php"];
		foreach ($texts as $file => $list) {
			foreach (["is missing in" => array_diff_key($english, $list), "is in english.php not, but in" => array_diff_key($list, $english)] as $what => $wrong) {
				foreach ($wrong as $key => $text) {
					echo "$key $what $file\n";
					$status = 1;
				}
			}
			foreach (array_intersect_key($english, $list) as $key => $text) {
				if ($places($text) !== $places($list[$key])) {
					echo "$key has other places for values in $file\n";
					$status = 1;
				}
			}
		}
		exit($status);'
}

# Every mail in every language of the addon, with the same variables, conditions and markup.
check_mail_texts() {
	php -n -r '
		define("WHMCS", true);
		$names = function ($files) {
			return array_map(function ($file) { return basename($file, ".php"); }, glob($files));
		};
		$status = 0;
		foreach (array_merge(array_diff($names("lang/*.php"), $names("lib/mail/*.php")), array_diff($names("lib/mail/*.php"), $names("lang/*.php"))) as $language) {
			echo "$language is in one of lang/ and lib/mail/ only\n";
			$status = 1;
		}
		$marks = function ($text) {
			preg_match_all("/\\{[^}]*\\}|<[^>]*>/", $text, $found);
			sort($found[0]);
			return implode(" ", $found[0]);
		};
		$english = require "lib/mail/english.php";
		foreach ($names("lib/mail/*.php") as $language) {
			$texts = require "lib/mail/$language.php";
			if (array_keys($texts) !== array_keys($english)) {
				echo "lib/mail/$language.php has other mails\n";
				exit(1);
			}
			foreach ($english as $mail => $parts) {
				foreach ((array) $parts as $part => $text) {
					$own = is_array($texts[$mail]) ? $texts[$mail][$part] : $texts[$mail];
					if ($marks($own) !== $marks($text) || ($language !== "english" && $own === $text)) {
						echo "lib/mail/$language.php: $mail $part has other variables or markup, or is not translated\n";
						$status = 1;
					}
				}
			}
		}
		exit($status);'
}

check_settings_table() {
	php -n scripts/settings_table.php --check
}

# Each indented line of README.md is typed by a test (tests/documented_commands.txt).
check_readme_commands() {
	local line words file text status=0
	while read -r line; do
		line=${line%%  #*}
		line="${line%"${line##*[![:space:]]}"}"
		IFS='|' read -r words file text < <(grep -F -- "$line|" tests/documented_commands.txt | awk -F'|' -v line="$line" '$1 == line')
		if [ -z "$file" ] || ! grep -qF -- "$text" "$file"; then
			echo "README.md says to type: $line; no test does"
			status=1
		fi
	done < <(grep -E '^ {4,}[^ ]' README.md)
	return $status
}

# What the documents name is there.
check_documented_paths() {
	local path status=0
	while read -r path; do
		compgen -G "$path" >/dev/null || {
			echo "$path is named in a document and not there"
			status=1
		}
	# NAME stands for a language; crons/cron.php is WHMCS's own.
	done < <(grep -hoE '\b(tests|src|lib|scripts|docs|ext|crons|backend|templates)/[A-Za-z0-9_./*-]+\.(c|h|mjs|sh|php|phpt|md|svg|png|tpl|txt)\b' ./*.md docs/*.md tests/*/README.md |
		grep -vE 'NAME|^crons/cron\.php$' | sort -u)
	return $status
}

# Every value that a template prints is escaped.
check_templates_escape() {
	! grep -noE '\{\$[^}]*\}' templates/client/*.tpl templates/admin/*.tpl | grep -v '|escape'
}

check_no_inline_script() {
	! grep -nE '<script>|<script +type="text/javascript">|\bon(click|change|submit|load|error|mouseover|key[a-z]+)=|javascript:' templates/client/*.tpl templates/admin/*.tpl
}

check_lock_files() {
	! grep -nE '"resolved"|https?://registry' tests/whmcs/package-lock.json tests/e2e/package-lock.json
}

check_javascript() {
	local file status=0
	while read -r file; do
		node --check "$file" || status=1
	done < <(git ls-files --cached --others --exclude-standard '*.mjs' '*.js')
	return $status
}

check_shell() {
	local file status=0
	while read -r file; do
		bash -n "$file" || status=1
	done < <(git ls-files --cached --others --exclude-standard '*.sh' .ci/run)
	return $status
}

# The programs that run on other people's servers.
check_shellcheck() {
	shellcheck -x install.sh uninstall.sh scripts/package.sh scripts/server.sh tests/install/*.sh
}

# A release holds what install.sh takes from it, nothing that only development needs, and is the same bytes each time.
check_package() {
	local list=$work/package.list
	bash scripts/package.sh "$work/package-1" && (umask 077 && TZ=Asia/Tokyo bash scripts/package.sh "$work/package-2") || return 1
	diff -r "$work/package-1" "$work/package-2" || return 1
	unzip -Z1 "$work"/package-1/*.zip >"$list" && tar -tzf "$work"/package-1/*.tgz >>"$list" || return 1
	grep -qx ispapibackorder/install.sh "$list" && grep -qx ispapibackorder/src/base/bo_error.c "$list" || return 1
	grep -q '^ispapibackorder-[0-9.]*/composer.json$' "$list" || return 1
	! grep -vE '^ispapibackorder(-[0-9.]+)?/' "$list" && ! grep -E '/(tests|\.[a-z])' "$list"
}

check_json() {
	node -e 'for (const file of process.argv.slice(1)) JSON.parse(require("fs").readFileSync(file, "utf8"))' whmcs.json composer.json tests/*/package.json
}

check_defects() {
	node tests/support/defects.mjs
}

# The tests of the table must notice a wrong line: one is broken in a copy, and the copy's tests must fail.
check_broken_table_is_noticed() {
	need_database
	local copy=$work/broken
	mkdir -p "$copy" && cp -R src "$copy/" && mkdir -p "$copy/tests" && cp -R tests/unit "$copy/tests/" || return 1
	sed -i 's/{S(ACTIVE), E(OPEN), processing_window, "drop within 2 hours", S(PROCESSING)/{S(ACTIVE), E(OPEN), processing_window, "drop within 2 hours", S(FAILED)/' \
		"$copy/src/machine/bo_transitions.c"
	! cmp -s src/machine/bo_transitions.c "$copy/src/machine/bo_transitions.c" || return 1
	(cd "$copy" && make -s -j"$(nproc)" -f tests/unit/Makefile .build/unit/tests/test_transitions) || return 1
	! "$copy/.build/unit/tests/test_transitions" >"$copy/out.log" 2>&1 && grep 'FAILED' "$copy/out.log"
}

check_versions_agree() {
	local version
	version=$(sed -n 's/#define PHP_ISPAPIBACKORDER_VERSION "\(.*\)"/\1/p' ext/php_ispapibackorder.h)
	echo "extension: $version"
	grep -q "VERSION = '$version'" lib/Host.php && grep -q "^## \[$version\]" CHANGELOG.md
}

check "formatting (clang-format)" check_format
check "the core compiles and links without PHP" check_core_alone
check "C never calls PHP" check_c_never_calls_php
check "layers of the core point one way" check_dependencies
check "arginfo fits the stub" bash scripts/generate_arginfo.sh --check
check "the machine's picture fits its table" bash scripts/draw_machine.sh --check
check "only get_module is exported" check_exports
check "libraries are those of PHP's own extensions" check_sonames
check "phpinfo shows header and library versions" check_phpinfo
check "configure explains a missing library" check_configure_error
check "phpize, configure, make in the sources of the release" check_phpize_in_tree
check "the sanitizers report a deliberate error" check_sanitizer_works
check "clang-tidy" check_clang_tidy
check "cppcheck" check_cppcheck
check "no unbounded or zone-dependent calls" check_banned_calls
check "no value is joined into SQL" check_sql_is_bound
check "PHP syntax" check_php_syntax
check "every language has every key" check_language_keys
check "every mail in every language has the same variables" check_mail_texts
check "templates escape what they print" check_templates_escape
check "the settings in README.md" check_settings_table
check "what README.md says to type" check_readme_commands
check "what documents name is there" check_documented_paths
check "no inline script" check_no_inline_script
check "lock files hold no registry address" check_lock_files
check "JavaScript syntax" check_javascript
check "shell syntax" check_shell
check "shellcheck of what runs on servers" check_shellcheck
check "the release" check_package
check "JSON files" check_json
check "versions agree" check_versions_agree
check "each known defect has tests, and they are there" check_defects
check "a broken line of the machine's table is noticed" check_broken_table_is_noticed
