# Dot-sourced by Update-Help.ps1: makes of PlatyPS's MAML what Get-Help shows well. PlatyPS 1.0 copies markdown as it is: the code of an
# example stays in its introduction with the fence around it, lines stay wrapped as in the page, links and backticks stay markup.

function Format-MamlText([string] $Markdown) {
    # One string a paragraph, in one line each, so that Get-Help wraps at the width of the window.
    foreach ($paragraph in $Markdown.Trim() -split '\n\s*\n') {
        ($paragraph -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '`', '' -replace '\s*\n\s*', ' ').Trim()
    }
}

function Write-MamlParagraph([System.Xml.XmlElement] $Parent, [string[]] $Text) {
    while ($Parent.HasChildNodes) { $null = $Parent.RemoveChild($Parent.FirstChild) }
    foreach ($paragraph in $Text) {
        $para = $Parent.OwnerDocument.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')
        $para.InnerText = $paragraph
        $null = $Parent.AppendChild($para)
    }
}

function Repair-MamlExample([System.Xml.XmlElement] $Example, [System.Xml.XmlNamespaceManager] $Names) {
    $introduction = $Example.SelectSingleNode('maml:introduction', $Names)
    $text = ($introduction.SelectNodes('maml:para', $Names) | ForEach-Object InnerText) -join "`n`n"
    if ($text -notmatch '(?s)^(?<before>.*?)```powershell\n(?<code>.*?)\n```(?<after>.*)$') {
        throw "An example has no powershell fence: $text"
    }

    $before, $code, $after = $Matches.before, $Matches.code, $Matches.after
    Write-MamlParagraph $introduction @(if ($before.Trim()) { Format-MamlText $before })
    $Example.SelectSingleNode('dev:code', $Names).InnerText = $code
    Write-MamlParagraph $Example.SelectSingleNode('dev:remarks', $Names) @(if ($after.Trim()) { Format-MamlText $after })
}

function Repair-MamlCommand([System.Xml.XmlElement] $Command, [System.Xml.XmlNamespaceManager] $Names, [hashtable] $Default) {
    # The types as the syntax shows them (long, GwsSession), not as reflection does.
    $short = @{}
    foreach ($parameter in $Command.SelectNodes('command:syntax//command:parameter', $Names)) {
        $value = $parameter.SelectSingleNode('command:parameterValue', $Names)
        if ($value) { $short[$parameter.SelectSingleNode('maml:name', $Names).InnerText] = $value.InnerText }
    }

    foreach ($parameter in $Command.SelectNodes('command:parameters/command:parameter', $Names)) {
        $name = $parameter.SelectSingleNode('maml:name', $Names).InnerText
        $type = if ($short[$name]) { $short[$name] } else { 'SwitchParameter' }
        $value = $parameter.SelectSingleNode('command:parameterValue', $Names)
        if ($value) { $value.InnerText = $type }
        $parameter.SelectSingleNode('dev:type/maml:name', $Names).InnerText = $type
        if ($Default[$name] -and -not $parameter.SelectSingleNode('dev:defaultValue', $Names)) {
            $element = $Command.OwnerDocument.CreateElement('dev', 'defaultValue', $Names.LookupNamespace('dev'))
            $element.InnerText = $Default[$name]
            $null = $parameter.AppendChild($element)
        }
    }

    foreach ($example in $Command.SelectNodes('command:examples/command:example', $Names)) { Repair-MamlExample $example $Names }
    foreach ($para in @($Command.SelectNodes('.//maml:para[not(ancestor::command:example)]', $Names))) {
        $parts = @(Format-MamlText $para.InnerText)
        $para.InnerText = $parts[0]
        $last = $para
        foreach ($part in $parts | Select-Object -Skip 1) {
            $next = $para.CloneNode($false)
            $next.InnerText = $part
            $last = $para.ParentNode.InsertAfter($next, $last)
        }
    }

    # A link without an address is shown as an empty line; an address of a page is of no use at the prompt.
    foreach ($link in @($Command.SelectNodes('command:relatedLinks/maml:navigationLink', $Names))) {
        $uri = $link.SelectSingleNode('maml:uri', $Names)
        if ($link.SelectSingleNode('maml:linkText', $Names).InnerText -eq 'Online Version' -and -not $uri.InnerText) {
            $null = $link.ParentNode.RemoveChild($link)
        }
        elseif ($uri.InnerText -like '*.md') { $uri.InnerText = '' }
    }
}

function Repair-Maml {
    # $Default: for each command a table of its parameters' default values, which PlatyPS does not carry over.
    param([string] $Text, [hashtable] $Default)
    $document = [System.Xml.XmlDocument]::new()
    $document.PreserveWhitespace = $false
    $document.LoadXml($Text)
    $names = [System.Xml.XmlNamespaceManager]::new($document.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')
    foreach ($command in $document.SelectNodes('//command:command', $names)) {
        $name = $command.SelectSingleNode('command:details/command:name', $names).InnerText
        Repair-MamlCommand -Command $command -Names $names -Default $(if ($Default[$name]) { $Default[$name] } else { @{} })
    }

    $note = $document.CreateComment(' Made by tools/Update-Help.ps1 from the pages in docs/en-US. Edit those. ')
    $null = $document.InsertBefore($note, $document.DocumentElement)
    $settings = [System.Xml.XmlWriterSettings]::new()
    $settings.Indent = $true
    $settings.NewLineChars = "`n"
    $settings.OmitXmlDeclaration = $true
    $builder = [System.Text.StringBuilder]::new()
    $writer = [System.Xml.XmlWriter]::Create($builder, $settings)
    $document.RemoveChild($document.FirstChild) | Out-Null
    $document.Save($writer)
    $writer.Dispose()
    '<?xml version="1.0" encoding="utf-8"?>' + "`n" + $builder.ToString() + "`n"
}
