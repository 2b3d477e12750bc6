module VaeFunctional.FSharp.Tests.DocumentationTests

open System.Reflection
open System.Xml.Linq
open Xunit

let private nameOf (it: XElement) =
    it.Attribute(XName.Get "name") |> Option.ofObj |> Option.map _.Value |> Option.defaultValue ""

let private childrenOf (it: XElement) (name: string) = it.Elements(XName.Get name)

/// What is documented, by its name without its parameters.
let private documented =
    XDocument.Load("VaeFunctional.FSharp.xml").Descendants(XName.Get "member")
    |> Seq.map (fun it -> (nameOf it).Split('(')[0], it)
    |> dict

let private isSentence (it: XElement) = it.Value.Trim().EndsWith '.'

[<Fact>]
let Every_module_says_what_it_is_for () =
    for it in Reflected.modules do
        Assert.True(isSentence (Seq.exactlyOne (childrenOf documented[$"T:{it.FullName}"] "summary")), it.Name)

[<Fact>]
let Every_function_has_a_sentence_and_one_for_each_parameter () =
    for it in Reflected.modules do
        let functions = it.GetMethods(BindingFlags.Static ||| BindingFlags.Public)
        Assert.NotEmpty functions

        for f in functions do
            let arity =
                if f.IsGenericMethod then
                    $"``{f.GetGenericArguments().Length}"
                else
                    ""

            let written = documented[$"M:{it.FullName}.{f.Name}{arity}"]
            let parameters = childrenOf written "param"

            Assert.True(
                Seq.forall isSentence parameters && isSentence (Seq.exactlyOne (childrenOf written "summary")),
                f.Name
            )

            Assert.Equal<string>(
                [ for parameter in f.GetParameters() -> string parameter.Name ],
                Seq.map nameOf parameters
            )
