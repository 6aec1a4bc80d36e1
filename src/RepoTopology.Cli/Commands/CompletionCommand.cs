using System.CommandLine;

namespace RepoTopology.Cli;

/// <summary><c>repotopology completion SHELL</c>: a script for the shell's start-up file that completes commands, options and their values.</summary>
internal static class CompletionCommand
{
    public static Command ToCommand()
    {
        var command = new Command("completion", "A script that completes commands and options in your shell");
        var shellName = new Argument<string>("SHELL")
        {
            Description = "bash, zsh, fish or pwsh; e.g. eval \"$(repotopology completion bash)\" in ~/.bashrc",
        };
        shellName.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        command.Arguments.Add(shellName);
        command.SetAction(parsed =>
        {
            // Scripts have "\n" line ends, on Windows too.
            parsed.InvocationConfiguration.Output.Write(Script(parsed.GetValue(shellName)!) + "\n");
            return ExitCode.Passed;
        });
        return command;
    }

    // All ask the tool itself through System.CommandLine's [suggest:POSITION] directive, so they never grow old.
    private static string Script(string shell) => shell switch
    {
        "bash" => """
            # repotopology completion for bash: eval "$(repotopology completion bash)"
            _repotopology() {
                local word="${COMP_WORDS[COMP_CWORD]}" line
                COMPREPLY=()
                while IFS= read -r line; do
                    [[ $line == "$word"* && ( $word == -* || $line != -* ) ]] && COMPREPLY+=("$line")
                done < <("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
                if [[ $word != -* ]]; then
                    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
                    compopt -o filenames 2>/dev/null
                fi
            }
            complete -F _repotopology repotopology
            """,
        "zsh" => """
            #compdef repotopology
            # repotopology completion for zsh: eval "$(repotopology completion zsh)" after compinit
            _repotopology() {
                local -a found
                found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                [[ $PREFIX == -* ]] || found=("${(@)found:#-*}")
                (( ${#found} )) && compadd -- "${found[@]}"
                [[ $PREFIX == -* ]] || _files
            }
            compdef _repotopology repotopology
            """,
        "fish" => """
            # repotopology completion for fish: repotopology completion fish | source
            complete -c repotopology -a '(set -l line (commandline -cp); repotopology "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
            """,
        _ => """
            # repotopology completion for PowerShell: repotopology completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName repotopology -ScriptBlock {
                param($word, $line, $position)
                $text = $line.ToString()
                repotopology "[suggest:$position]" "$text" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };
}
