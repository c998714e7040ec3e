# Completion of ais for fish: ais completion fish | source, or once
#   ais completion fish > ~/.config/fish/completions/ais.fish

function __ais_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found (@AIS@ __complete -- $before[2..-1] "$current" 2> /dev/null)
    if test "$found[1]" = :files
        set -e found[1]
        set -l option (string match -r -- '^--[^=]*=' "$current")
        for file in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current"))
            printf '%s\n' "$option$file"
        end
    end
    if set -q found[1]
        printf '%s\n' $found
    end
end
complete -c ais -f -a '(__ais_complete)'
