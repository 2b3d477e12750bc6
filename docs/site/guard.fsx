// Appended to the prelude while the site is built: fsdocs says nothing of an exception that ends a snippet, not even when it is strict.
// F# Interactive runs a snippet by reflection, so what nothing has caught passes as the inner exception of its invocation. (Its printer calls
// properties so too, and passes over those that throw.)
AppDomain.CurrentDomain.FirstChanceException.Add(fun thrown ->
    match thrown.Exception with
    | :? Reflection.TargetInvocationException as ended when ended.InnerException.StackTrace.Contains "<StartupCode$FSI" ->
        IO.File.AppendAllText(
            Environment.GetEnvironmentVariable "SITE_EXCEPTIONS",
            $"{ended.InnerException}{Environment.NewLine}"
        )
    | _ -> ())
