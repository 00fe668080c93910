# Locales that write numbers with a comma or have letters of their own; to be sourced.
# Those that the machine lacks are made in the folder given.
#
#	reason=$(locale_missing tr_TR "$dir") && skip ...
#	locale_use tr_TR "$dir"
#
# The C library keeps what it parsed of LOCPATH: no search for leaks under it.

locale_missing() { # name, folder; prints why
	if locale_installed "$1"; then
		return 1
	fi
	localedef -c -i "$1" -f UTF-8 "$2/$1.UTF-8" >/dev/null 2>&1
	if [ ! -d "$2/$1.UTF-8" ]; then
		echo "no locale $1, and localedef cannot make it"
	# "1,5" says that the locale is really in force.
	elif [ "$(LOCPATH=$2 LC_ALL=$1.UTF-8 locale decimal_point 2>/dev/null)" != , ]; then
		echo "the locale $1 does not load"
	else
		return 1
	fi
}

locale_installed() { # name
	locale -a 2>/dev/null | grep -qi "^$1\.utf-\{0,1\}8$"
}

locale_use() { # name, folder
	unset LOCPATH
	LC_ALL=$1.UTF-8
	LANGUAGE=${1%_*}
	export LC_ALL LANGUAGE
	locale_installed "$1" && return
	LOCPATH=$2
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
	export LOCPATH ASAN_OPTIONS
}
