#!/bin/bash
# curl_operations.sh ENDPOINT SPEC NAME: the same operations as python_operations.py, by curl; prints a line for each that it has done.
set -euo pipefail
export LC_ALL=C.UTF-8
url=$1/v1 spec=$2 name=$3
a=$name-a b=$name-b c=$name-c d=$name-d etl=$name-md5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { echo "$1" >&2; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: found '$2', expected '$3'"; }
holds() { [[ "$2" == *"$3"* ]] || fail "$1: found '$2', which does not hold '$3'"; }
call() { curl -sSfL "$@"; }
act() { local method=$1 path=$2 message=$3; shift 3; call -X "$method" -H 'Content-Type: application/json' -d "$message" "$url$path" "$@"; }
names() { printf '%b' "$(act GET "/buckets/$1" '{"action":"list","value":{'"${2:-}"'}}' | grep -o '"name":"[^"]*"' | cut -d'"' -f4 | paste -sd,)"; }
text() { printf 'content of %s' "$1"; }
encoded() { case $1 in 'ü ä.txt') echo '%C3%BC%20%C3%A4.txt' ;; *) echo "$1" ;; esac; }
put() { text "$2" > "$folder/content"; call -T "$folder/content" "$url/objects/$1/$(encoded "$2")"; }
get() { call "$url/objects/$1/$(encoded "$2")"; }
over() {
    local job=${1//\"/}
    for _ in $(seq 600); do
        case $(act GET '/cluster?what=status' '{"id":"'"$job"'"}') in
            *'"end-time-xaction":0'* | *'"end_time":0'*) sleep 0.05 ;;
            *) return ;;
        esac
    done
    fail "job $job is not over"
}

is 'health' "$(curl -sS -o /dev/null -w '%{http_code}' "$url/health")" 200
echo '+ is the cluster up'
is 'proxies' "$(call "$url/daemon?what=smap" | grep -o '"daemon_type":"proxy"' | wc -l)" 3 # the primary is told once more
echo '+ cluster map'
act POST "/buckets/$a" '{"action":"create-bck"}'
echo '+ create a bucket'
holds 'buckets' "$(act GET /buckets '{"action":"list"}')" "\"$a\""
echo '+ list buckets'
holds 'properties' "$(call -I "$url/buckets/$a" | grep -i '^ais-bucket-props:')" '"type":"xxhash"'
echo '+ properties of a bucket'
for object in dir/x.txt o1.txt o2.txt o3.txt 'ü ä.txt'; do put "$a" "$object"; done
echo '+ PUT'
is 'size' "$(call -I "$url/objects/$a/o1.txt" | tr -d '\r' | awk 'tolower($1) == "content-length:" { size = $2 } END { print size }')" 17
echo '+ HEAD'
for object in dir/x.txt o1.txt o2.txt o3.txt 'ü ä.txt'; do is "GET $object" "$(get "$a" "$object")" "$(text "$object")"; done
echo '+ GET'
is 'a range' "$(call -r 2-5 "$url/objects/$a/o1.txt")" 'nten'
echo '+ GET of a range'
is 'names' "$(names "$a")" 'dir/x.txt,o1.txt,o2.txt,o3.txt,ü ä.txt'
echo '+ list objects'
is 'names with a prefix' "$(names "$a" '"prefix":"o"')" 'o1.txt,o2.txt,o3.txt'
echo '+ list by prefix'
is 'a page' "$(names "$a" '"pagesize":2')" 'dir/x.txt,o1.txt'
echo '+ list by pages'
holds 'error' "$(curl -sSL -X GET -d '{"action":"list"}' "$url/buckets/nowhere-at-all")" 'does not exist'
echo '+ error of a missing bucket'
call -X DELETE "$url/objects/$a/o2.txt"
is 'names after one was deleted' "$(names "$a")" 'dir/x.txt,o1.txt,o3.txt,ü ä.txt'
echo '+ DELETE'

act POST "/buckets/$b" '{"action":"create-bck"}'
over "$(act POST "/buckets/$a?bck_to=ais%2F%40%23%2F$b%2F" '{"action":"copy-bck"}')"
is 'names in the copy' "$(names "$b")" 'dir/x.txt,o1.txt,o3.txt,ü ä.txt'
echo '+ copy a bucket'
over "$(act POST "/buckets/$b?bck_to=ais%2F%40%23%2F$c%2F" '{"action":"move-bck"}')"
is 'names in the renamed copy' "$(names "$c")" 'dir/x.txt,o1.txt,o3.txt,ü ä.txt'
echo '+ rename a bucket'
over "$(act DELETE "/buckets/$c" '{"action":"delete-listrange","value":{"objnames":["o1.txt","o3.txt"]}}')"
is 'names after two were deleted' "$(names "$c")" 'dir/x.txt,ü ä.txt'
echo '+ delete chosen objects'
job=$(act GET "/buckets/$a" '{"action":"summary-bck","value":{"uuid":""}}')
until [ "$(curl -sSL -o "$folder/summary" -w '%{http_code}' -X GET -d '{"action":"summary-bck","value":{"uuid":"'"${job//\"/}"'"}}' "$url/buckets/$a")" = 200 ]; do sleep 0.05; done
holds 'summary' "$(cat "$folder/summary")" '"obj_count":"4"'
echo '+ count a bucket'
over "$(act PUT /cluster '{"action":"start","value":{"kind":"lru"}}')"
echo '+ start a job'
act GET '/cluster?what=status_all' '{"show_active":false}' > /dev/null
echo '+ list jobs'

is 'id of the ETL' "$(act PUT /etl '{"id":"'"$etl"'","spec":"'"$(base64 -w0 "$spec")"'","communication":"hpush://"}' | tr -d '"')" "$etl"
echo '+ init an ETL from a specification, or an image'
holds 'ETLs' "$(call "$url/etl")" "\"$etl\""
echo '+ list ETLs'
holds 'the ETL' "$(call "$url/etl/$etl")" "$etl"
echo '+ view an ETL'
is 'inline' "$(call "$url/objects/$a/o1.txt?uuid=$etl")" "$(text o1.txt | md5sum | cut -d' ' -f1)"
echo '+ transform inline'
act POST "/buckets/$d" '{"action":"create-bck"}'
over "$(act POST "/buckets/$a?bck_to=ais%2F%40%23%2F$d%2F" '{"action":"etl-bck","value":{"id":"'"$etl"'"}}')"
is 'names of what was transformed' "$(names "$d")" 'dir/x.txt,o1.txt,o3.txt,ü ä.txt'
echo '+ transform a bucket'
call -X POST "$url/etl/$etl/stop"
echo '+ stop an ETL'
call -X POST "$url/etl/$etl/start" > /dev/null
echo '+ start an ETL'
call -X POST "$url/etl/$etl/stop"
call -X DELETE "$url/etl/$etl"
[[ "$(call "$url/etl")" != *"\"$etl\""* ]] || fail 'the ETL is still there'
echo '+ delete an ETL'
code=$(printf 'def transform(input_bytes):\n    return input_bytes.upper()\n' | base64 -w0)
act PUT /etl '{"id":"'"$name"'-code","code":"'"$code"'","runtime":"python3","communication":"hpush://"}' > /dev/null
is 'inline' "$(call "$url/objects/$a/o1.txt?uuid=$name-code")" 'CONTENT OF O1.TXT'
call -X POST "$url/etl/$name-code/stop"
call -X DELETE "$url/etl/$name-code"
echo '+ init an ETL from a function'

act POST "/buckets/$b" '{"action":"create-bck"}'
act DELETE "/buckets/$b" '{"action":"destroy-bck"}'
[[ "$(act GET /buckets '{"action":"list"}')" != *"\"$b\""* ]] || fail 'the bucket is still there'
echo '+ destroy a bucket'
