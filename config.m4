dnl Builds the backorder addon's native extension.

PHP_ARG_ENABLE([ispapibackorder],
  [whether to enable the ISPAPI backorder extension],
  [AS_HELP_STRING([--enable-ispapibackorder], [Enable the ISPAPI backorder extension])])

PHP_ARG_ENABLE([ispapibackorder-werror],
  [whether compiler warnings of the backorder extension are errors],
  [AS_HELP_STRING([--enable-ispapibackorder-werror], [Stop at compiler warnings (for development)])], [no], [no])

PHP_ARG_ENABLE([ispapibackorder-sanitize],
  [whether to build the backorder extension with AddressSanitizer and UBSan],
  [AS_HELP_STRING([--enable-ispapibackorder-sanitize], [Build with sanitizers (for tests)])], [no], [no])

dnl BACKORDER_LIBRARY(pkg-config name, minimum version, what a person knows it as, Debian package, RPM package)
AC_DEFUN([BACKORDER_LIBRARY], [
  AC_MSG_CHECKING([for $3 >= $2])
  if $PKG_CONFIG --exists "$1 >= $2"; then
    backorder_version=`$PKG_CONFIG --modversion $1`
    backorder_cflags=`$PKG_CONFIG --cflags $1`
    backorder_libs=`$PKG_CONFIG --libs $1`
    AC_MSG_RESULT([$backorder_version])
    PHP_EVAL_INCLINE([$backorder_cflags])
    PHP_EVAL_LIBLINE([$backorder_libs], [ISPAPIBACKORDER_SHARED_LIBADD])
  else
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([$3 $2 or newer is needed. Debian/Ubuntu: apt-get install $4; RHEL-like: dnf install $5])
  fi
])

if test "$PHP_ISPAPIBACKORDER" != "no"; then
  if test -z "$PKG_CONFIG"; then
    AC_PATH_PROG([PKG_CONFIG], [pkg-config], [no])
  fi
  if test "$PKG_CONFIG" = "no"; then
    AC_MSG_ERROR([pkg-config is needed. Debian/Ubuntu: apt-get install pkg-config; RHEL-like: dnf install pkgconf-pkg-config])
  fi

  BACKORDER_LIBRARY([libmariadb], [3.1.0], [MariaDB Connector/C], [libmariadb-dev], [mariadb-connector-c-devel])
  BACKORDER_LIBRARY([libcurl], [7.68.0], [libcurl], [libcurl4-openssl-dev], [libcurl-devel])
  BACKORDER_LIBRARY([libzip], [1.5.0], [libzip], [libzip-dev], [libzip-devel])
  BACKORDER_LIBRARY([zlib], [1.2.11], [zlib], [zlib1g-dev], [zlib-devel])
  BACKORDER_LIBRARY([libpcre2-8], [10.32], [PCRE2], [libpcre2-dev], [pcre2-devel])
  BACKORDER_LIBRARY([libidn2], [2.2.0], [libidn2], [libidn2-dev], [libidn2-devel])

  BACKORDER_CFLAGS="-std=gnu11 -D_GNU_SOURCE -pthread -fvisibility=hidden -fstack-protector-strong -Wall -Wextra -Wno-unused-parameter -Wno-cast-function-type"
  if test "$PHP_ISPAPIBACKORDER_WERROR" != "no"; then
    BACKORDER_CFLAGS="$BACKORDER_CFLAGS -Werror"
  fi
  BACKORDER_LDFLAGS="-Wl,-z,relro,-z,now"
  if test "$PHP_ISPAPIBACKORDER_SANITIZE" != "no"; then
    BACKORDER_CFLAGS="$BACKORDER_CFLAGS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g -O1"
    BACKORDER_LDFLAGS="-fsanitize=address,undefined"
  fi
  ISPAPIBACKORDER_SHARED_LIBADD="$ISPAPIBACKORDER_SHARED_LIBADD $BACKORDER_LDFLAGS"
  PHP_SUBST([ISPAPIBACKORDER_SHARED_LIBADD])

  backorder_directory=PHP_EXT_DIR([ispapibackorder])
  backorder_sources=`cd "$backorder_directory" && ls ext/*.c src/*/*.c | tr '\n' ' '`
  PHP_NEW_EXTENSION([ispapibackorder], [$backorder_sources], [$ext_shared],, [$BACKORDER_CFLAGS -I@ext_srcdir@/src])
  for backorder_folder in ext src/base src/db src/context src/droplist src/pricing src/funds src/machine src/backorder src/registrar src/command; do
    PHP_ADD_BUILD_DIR([$ext_builddir/$backorder_folder])
  done
  PHP_ADD_MAKEFILE_FRAGMENT
fi
