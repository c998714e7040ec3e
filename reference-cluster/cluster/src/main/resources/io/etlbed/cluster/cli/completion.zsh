#compdef ais
# Completion of ais for zsh: source <(ais completion zsh), or once, in a folder of $fpath
#   ais completion zsh > ~/.zsh/completions/_ais

_ais() {
    local -a candidates open closed
    candidates=("${(@f)$(@AIS@ __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
    if [[ $candidates[1] == :files ]]; then
        shift candidates
        [[ $PREFIX == --*=* ]] && compset -P '*='
        _files
    fi
    open=(${(M)candidates:#*[/=]})
    closed=(${${candidates:#*[/=]}:#})
    (( $#open )) && compadd -S '' -- $open
    (( $#closed )) && compadd -- $closed
    return 0
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _ais "$@"
else
    compdef _ais ais
fi
