#!/bin/bash
# ais_operations.sh ENDPOINT SPEC NAME COMMAND…: the same operations as python_operations.py, by the command line that COMMAND… is;
# prints a line for each that it has done (+), or
# has no command for (-).
set -euo pipefail
export AIS_ENDPOINT=$1
spec=$2 name=$3
shift 3
command=("$@")
a=$name-a b=$name-b c=$name-c d=$name-d etl=$name-md5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

ais() { "${command[@]}" "$@"; }
fail() { echo "$1" >&2; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: found '$2', expected '$3'"; }
holds() { [[ "$2" == *"$3"* ]] || fail "$1: found '$2', which does not hold '$3'"; }
text() { printf 'content of %s' "$1"; }
names() { ais ls "$@" --json | grep -o '"name":"[^"]*"' | cut -d'"' -f4 | paste -sd, ; }

cluster=$(ais show cluster)
holds 'cluster' "$cluster" 'target'
echo '+ is the cluster up'
is 'proxies' "$(grep -ci proxy <<< "$cluster")" 2
echo '+ cluster map'
ais bucket create "ais://$a" "ais://$d" > "$folder/said"
echo '+ create a bucket'
holds 'buckets' "$(ais ls)" "$a"
echo '+ list buckets'
holds 'properties' "$(ais bucket props "ais://$a" checksum)" 'xxhash'
echo '+ properties of a bucket'
mkdir -p "$folder/put/dir"
for object in dir/x.txt o1.txt o2.txt o3.txt 'ü ä.txt'; do text "$object" > "$folder/put/$object"; done
ais put -r "$folder/put" "ais://$a" > "$folder/said"
echo '+ PUT'
holds 'size' "$(ais ls "ais://$a/o1.txt" --json)" '"size":17'
echo '- HEAD'
ais get -r "ais://$a" "$folder/got" > "$folder/said"
diff -r "$folder/put" "$folder/got"
echo '+ GET'
is 'a range' "$(ais cat "ais://$a/o1.txt" --offset 2 --length 4)" 'nten'
echo '+ GET of a range'
is 'names' "$(names "ais://$a")" 'dir/x.txt,o1.txt,o2.txt,o3.txt,ü ä.txt'
echo '+ list objects'
is 'names with a prefix' "$(names "ais://$a/o")" 'o1.txt,o2.txt,o3.txt'
echo '+ list by prefix'
is 'a page' "$(names "ais://$a" --limit 2)" 'dir/x.txt,o1.txt'
echo '+ list by pages'
holds 'error' "$(ais ls ais://nowhere-at-all 2>&1 || true)" 'does not exist'
echo '+ error of a missing bucket'
ais rm "ais://$a/o2.txt" > "$folder/said"
echo '+ DELETE'

ais bucket cp "ais://$a" "ais://$b" --wait > "$folder/said"
echo '+ copy a bucket'
ais bucket mv "ais://$b" "ais://$c" --wait > "$folder/said"
echo '+ rename a bucket'
ais rm "ais://$c" --list o1.txt,o3.txt > "$folder/said"
echo '+ delete chosen objects'
holds 'summary' "$(ais bucket summary "ais://$a" --json)" '4'
echo '+ count a bucket'
echo '- start a job'
holds 'jobs' "$(ais job ls)" 'copy-bck'
echo '+ list jobs'

holds 'id of the ETL' "$(ais etl init spec --name "$etl" --from-file "$spec")" "$etl"
echo '+ init an ETL from a specification, or an image'
holds 'ETLs' "$(ais etl ls)" "$etl"
echo '+ list ETLs'
holds 'the ETL' "$(ais etl view "$etl")" 'kind: Pod'
echo '+ view an ETL'
is 'inline' "$(ais etl object "$etl" "ais://$a/o1.txt" -)" "$(text o1.txt | md5sum | cut -d' ' -f1)"
echo '+ transform inline'
ais etl bucket "$etl" "ais://$a" "ais://$d" --wait > "$folder/said"
echo '+ transform a bucket'
ais etl stop "$etl" > "$folder/said"
echo '+ stop an ETL'
ais etl start "$etl" > "$folder/said"
echo '+ start an ETL'
ais etl rm "$etl" > "$folder/said"
echo '+ delete an ETL'
printf 'def transform(input_bytes):\n    return input_bytes.upper()\n' > "$folder/code.py"
ais etl init code --name "$name-code" --from-file "$folder/code.py" --runtime python3 > "$folder/said"
is 'inline' "$(ais etl object "$name-code" "ais://$a/o1.txt" -)" 'CONTENT OF O1.TXT'
ais etl rm "$name-code" > "$folder/said"
echo '+ init an ETL from a function'

ais bucket create "ais://$b" > "$folder/said"
ais bucket rm "ais://$b" > "$folder/said"
echo '+ destroy a bucket'
