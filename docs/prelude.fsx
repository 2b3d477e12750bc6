// What every script from a clone begins with: the library as `dotnet build -c Release` left it, and pictures for a page.
#I "../src/VaeFunctional.FSharp/bin/Release/net10.0"
#r "VaeFunctional.dll"
#r "VaeFunctional.FSharp.dll"
#I "../src/VaeFunctional.Tables/bin/Release/net10.0"
#r "VaeFunctional.Tables.dll"

open System
open System.Net
open VaeFunctional

/// A picture as HTML that needs no other file; the text says what it shows.
let picture (seen: string) (picture: Picture) =
    let bytes = Convert.ToBase64String(picture.ToPng().AsSpan())

    $"""<figure><img src="data:image/png;base64,{bytes}" width="{picture.Width}" height="{picture.Height}" alt="{WebUtility.HtmlEncode seen}"><figcaption>{WebUtility.HtmlEncode seen}</figcaption></figure>"""

/// A chart as HTML; the text says what it shows.
let chart (seen: string) (chart: SvgChart) =
    $"""<figure role="img" aria-label="{WebUtility.HtmlEncode seen}">{chart.Xml}<figcaption>{WebUtility.HtmlEncode seen}</figcaption></figure>"""

/// Fails, and with it the build of the page, unless the claim holds.
let check (claim: string) (holds: bool) =
    if not holds then
        failwith $"Not so: {claim}"

/// Fails, and with it the build of the page, unless a number is within a tolerance of what it should be.
let checkNear (tolerance: float) (expected: float) (actual: float) =
    check $"{actual} is within {tolerance} of {expected}" (abs (actual - expected) <= tolerance)

/// The message with which an action is refused; an action that is not refused stops the build of the page.
let refusal (action: unit -> 'a) =
    let outcome =
        try
            Ok(action ())
        with error ->
            Error error.Message

    match outcome with
    | Error message -> message
    | Ok result -> failwith $"A page says that something is refused, and it gave {result}."
