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

function Format-AboutTable([string[]] $Row) {
    $cells = @(foreach ($line in $Row) {
            if ($line -notmatch '^\|[\s:|-]+\|$') {
                , @(($line.Trim('|') -split '(?<!\\)\|') | ForEach-Object { (ConvertTo-PlainText $_).Trim() })
            }
        })
    $columns = $cells[0].Count
    $widths = for ($i = 0; $i -lt $columns; $i++) { ($cells | ForEach-Object { $_[$i].Length } | Measure-Object -Maximum).Maximum }
    $isHead = $true
    foreach ($cell in $cells) {
        $start = ' ' * 4
        for ($i = 0; $i -lt $columns - 1; $i++) { $start += $cell[$i].PadRight($widths[$i] + 2) }
        # The last column wraps under itself.
        $wrapped = @(Format-AboutLine -Text $cell[$columns - 1] -Indent $start.Length)
        ($start + $wrapped[0].Substring([Math]::Min($start.Length, $wrapped[0].Length))).TrimEnd()
        $wrapped | Select-Object -Skip 1
        if ($isHead) {
            (' ' * 4) + ((0..($columns - 1) | ForEach-Object { ('-' * [Math]::Min($widths[$_], 40)).PadRight($widths[$_] + 2) }) -join '').TrimEnd()
            $isHead = $false
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
            for ($i++; $lines[$i] -notmatch '^```'; $i++) { $out.Add(((' ' * 8) + $lines[$i]).TrimEnd()) }
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
