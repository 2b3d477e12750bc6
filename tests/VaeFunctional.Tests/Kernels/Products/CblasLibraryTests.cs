using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A library that is missing or broken is an error that says what was looked for, and where.</summary>
public class CblasLibraryTests
{
    public static TheoryData<string> Backends => ["mkl", "openblas"];

    /// <summary>A library of every machine, which is no BLAS.</summary>
    private static string SystemLibrary =>
        OperatingSystem.IsWindows() ? "kernel32.dll" : OperatingSystem.IsMacOS() ? "libSystem.dylib" : "libc.so.6";

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_missing_library_is_named_with_the_folders_and_the_variable(string backend)
    {
        var message = Assert.Throws<DllNotFoundException>(() => Load(backend, "no-such-library.so")).Message;
        Assert.StartsWith($"{Title(backend)} cannot be loaded: 'no-such-library.so' (", message, StringComparison.Ordinal);
        Assert.Contains("looked for in the folders of the dynamic loader", message, StringComparison.Ordinal);
        Assert.EndsWith($"VAEFUNCTIONAL_{backend.ToUpperInvariant()} may give another name or a path.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_usual_name_that_is_missing_is_named()
    {
        var message = Assert.Throws<DllNotFoundException>(() => LoadedLibrary.Load("BLAS", "BLAS_PATH", "", ["no-such-a", "no-such-b"])).Message;
        Assert.Contains("'no-such-a' (", message, StringComparison.Ordinal);
        Assert.Contains("'no-such-b' (", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_file_that_is_not_a_library_is_named_with_its_path(string backend)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "A text is no shared library, however long it is: the loader looks at the first bytes.");
            var message = Assert.Throws<DllNotFoundException>(() => Load(backend, path)).Message;
            Assert.StartsWith($"{Title(backend)} cannot be loaded: '{path}' (", message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_library_that_is_another_is_named_with_the_function_that_it_lacks(string backend)
    {
        var message = Assert.Throws<EntryPointNotFoundException>(() => Load(backend, SystemLibrary)).Message;
        Assert.Equal($"'{SystemLibrary}' has no function cblas_sgemm: it is not {Title(backend)}, or not the whole of it.", message);
    }

    [RequiresBackendFact("openblas")]
    public void OpenBlas_is_not_Mkl()
    {
        var message = Assert.Throws<EntryPointNotFoundException>(() => CblasLibrary.LoadMkl("libopenblas.so.0")).Message;
        Assert.Contains("it is not Intel MKL", message, StringComparison.Ordinal);
    }

    [RequiresBackendFact("mkl")]
    public void Mkl_is_described_with_the_name_of_its_library_and_its_version() =>
        Assert.Matches(@"^Intel MKL \(\S+: .*Version.*\)$", CblasLibrary.LoadMkl().Name);

    [RequiresBackendFact("openblas")]
    public void OpenBlas_is_described_with_the_name_of_its_library_and_its_version() =>
        Assert.Matches(@"^OpenBLAS \(\S+: OpenBLAS \d.*\)$", CblasLibrary.LoadOpenBlas().Name);

    private static CblasLibrary Load(string backend, string name) =>
        backend == "mkl" ? CblasLibrary.LoadMkl(name) : CblasLibrary.LoadOpenBlas(name);

    private static string Title(string backend) => backend == "mkl" ? "Intel MKL" : "OpenBLAS";
}
