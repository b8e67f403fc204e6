# Dot-sourced by Update-Help.ps1: turns an about_ topic from markdown into the plain text that Get-Help shows.
# What a topic may hold: headings, paragraphs, lists, fenced code and tables. Anything else is taken as a paragraph.

function Format-AboutLine {
    # Wraps text at 79 columns; the first line is indented by $Indent, the others by $Hanging.
    param([string] $Text, [int] $Indent = 4, [int] $Hanging = $Indent)
    $line = ' ' * $Indent
    $empty = $true
    foreach ($word in -split $Text) {
        if (-not $empty -and $line.Length + 1 + $word.Length -gt 79) {
            $line
            $line = ' ' * $Hanging
            $empty = $true
        }

        $line += $(if ($empty) { $word } else { ' ' + $word })
        $empty = $false
    }

    $line
}

function ConvertTo-PlainText([string] $Markdown) {
    # A link is its text, code and emphasis are themselves, an escaped character is itself.
    $Markdown -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '`|\*\*', '' -replace '\\([|<>*_])', '$1'
}

function Split-AboutCell([string] $Text, [int] $Width) {
    # The lines of a cell; a word that is longer than the cell stays whole.
    $line = ''
    foreach ($word in -split $Text) {
        if ($line -and $line.Length + 1 + $word.Length -gt $Width) {
            $line
            $line = ''
        }

        $line += $(if ($line) { ' ' + $word } else { $word })
    }

    $line
}

function Format-AboutTable([string[]] $Row) {
    $cells = @(foreach ($line in $Row) {
            if ($line -notmatch '^\|[\s:|-]+\|$') {
                , @(($line.Trim('|') -split '(?<!\\)\|') | ForEach-Object { (ConvertTo-PlainText $_).Trim() })
            }
        })
    $columns = $cells[0].Count
    $widths = @(for ($i = 0; $i -lt $columns; $i++) { ($cells | ForEach-Object { $_[$i].Length } | Measure-Object -Maximum).Maximum })
    # Too wide for 79 columns: the widest columns give way first.
    while (($widths | Measure-Object -Sum).Sum + 4 + 2 * ($columns - 1) -gt 79) {
        $widest = [Array]::IndexOf($widths, ($widths | Measure-Object -Maximum).Maximum)
        $widths[$widest]--
    }

    $rule = @($widths | ForEach-Object { '-' * $_ })
    $rows = @(, $cells[0]) + @(, $rule) + @($cells | Select-Object -Skip 1)
    foreach ($cell in $rows) {
        $wrapped = @(for ($i = 0; $i -lt $columns; $i++) { , @(Split-AboutCell $cell[$i] $widths[$i]) })
        $height = ($wrapped | ForEach-Object { $_.Count } | Measure-Object -Maximum).Maximum
        for ($n = 0; $n -lt $height; $n++) {
            $text = ' ' * 4
            for ($i = 0; $i -lt $columns; $i++) { $text += ([string]($wrapped[$i])[$n]).PadRight($widths[$i] + 2) }
            $text.TrimEnd()
        }
    }
}

function ConvertTo-AboutText {
    param([string] $Markdown, [string] $Source)
    $lines = $Markdown.TrimEnd() -split "`n"
    if ($lines[0] -notmatch '^# (about_\w+)$' -or $lines[2] -ne '## Short description' -or $lines[4] -eq '' -or $lines[5] -ne '') {
        # Get-Help takes the fifth line of the text as the synopsis.
        throw "$Source must begin with '# about_Name', '## Short description' and one line of text, each followed by an empty line."
    }

    $out = [System.Collections.Generic.List[string]]::new()
    $out.AddRange([string[]]@('TOPIC', "    $($Matches[1])", '', 'SYNOPSIS', "    $(ConvertTo-PlainText $lines[4])", ''))
    for ($i = 6; $i -lt $lines.Count; $i++) {
        $line = $lines[$i]
        if ($line -match '^```') {
            for ($i++; $lines[$i] -notmatch '^```'; $i++) { $out.Add(((' ' * 4) + $lines[$i]).TrimEnd()) }
        }
        elseif ($line -match '^(##+) (.+)$') {
            $title = ConvertTo-PlainText $Matches[2]
            $out.Add($(if ($Matches[1] -eq '##') { $title.ToUpperInvariant() } else { '  ' + $title }))
            if ($lines[$i + 1] -eq '') { $i++ }
        }
        elseif ($line -match '^\|') {
            $row = @(for (; $i -lt $lines.Count -and $lines[$i] -match '^\|'; $i++) { $lines[$i] })
            $i--
            $out.AddRange([string[]]@(Format-AboutTable $row))
        }
        elseif ($line -eq '') { $out.Add('') }
        else {
            # A paragraph or list item goes on to the next blank line, item or fence.
            $isItem = $line -match '^(- |\d+\. )'
            $hanging = if ($isItem) { 4 + $Matches[0].Length } else { 4 }
            $text = $line
            while ($i + 1 -lt $lines.Count -and $lines[$i + 1] -notmatch '^$|^(- |\d+\. )|^```|^#|^\|') { $text += ' ' + $lines[++$i].Trim() }
            $out.AddRange([string[]]@(Format-AboutLine -Text (ConvertTo-PlainText $text) -Hanging $hanging))
        }
    }

    ($out -join "`n") + "`n"
}
