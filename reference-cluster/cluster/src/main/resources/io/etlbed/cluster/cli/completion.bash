# Completion of ais for bash: eval "$(ais completion bash)", or once
#   ais completion bash > ~/.local/share/bash-completion/completions/ais

_ais_complete() {
    local line=${COMP_LINE:0:COMP_POINT} current known files= candidate rest
    local -a words candidates
    # Bash splits at : and =, which are within ais://BUCKET and --name=X; so the words are read again.
    read -a words <<< "$line"
    [[ $line == *[[:space:]] && $line != *\\[[:space:]] ]] && words+=('')
    current=${words[-1]}
    COMPREPLY=()
    mapfile -t candidates < <(@AIS@ __complete -- "${words[@]:1}" 2> /dev/null)
    if [[ ${candidates[0]-} == :files ]]; then
        files=1
        candidates=("${candidates[@]:1}")
    fi
    # What it takes for the current word begins behind the last of those.
    known=$current
    while [[ -n $known && ! (:=@ == *"${known: -1}"* && $COMP_WORDBREAKS == *"${known: -1}"*) ]]; do
        known=${known%?}
    done
    for candidate in "${candidates[@]}"; do
        rest=${candidate#"$known"}
        if [[ -n $files || -z $rest ]]; then
            COMPREPLY+=("$rest")
        else
            printf -v rest %q "$rest"
            COMPREPLY+=("$rest")
        fi
    done
    if [[ -n $files ]]; then
        compopt -o filenames 2> /dev/null
        [[ $current == --*=* ]] && current=${current#*=}
        while IFS= read -r candidate; do
            COMPREPLY+=("$candidate")
        done < <(compgen -f -- "$current")
    fi
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
complete -F _ais_complete ais
