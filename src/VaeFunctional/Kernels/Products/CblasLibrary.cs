using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// A native library that offers the C interface to BLAS, set to compute on the calling thread alone and with the same bits wherever
/// arrays lie in memory.
/// </summary>
internal sealed unsafe class CblasLibrary
{
    public const string MklVariable = "VAEFUNCTIONAL_MKL";
    public const string OpenBlasVariable = "VAEFUNCTIONAL_OPENBLAS";

    private static readonly string[] MklNames = OperatingSystem.IsWindows()
        ? ["mkl_rt.2.dll", "mkl_rt.dll"]
        : ["libmkl_rt.so", "libmkl_rt.so.2", "libmkl_rt.so.3", "libmkl_rt.2.dylib"];

    private static readonly string[] OpenBlasNames = OperatingSystem.IsWindows()
        ? ["libopenblas.dll", "openblas.dll"]
        : ["libopenblas.so.0", "libopenblas.so", "libopenblas.0.dylib"];

    private CblasLibrary(LoadedLibrary library, Func<LoadedLibrary, string> setUp)
    {
        Sgemm = library.Function("cblas_sgemm");
        Dgemm = library.Function("cblas_dgemm");
        Name = $"{library.Title} ({library.Name}: {setUp(library)})";
    }

    /// <summary>What it is, where it was found, and its version.</summary>
    public string Name { get; }

    /// <summary>
    /// The address of the function for float; its arguments are order, two transpositions, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc.
    /// </summary>
    public nint Sgemm { get; }

    /// <summary>The address of the function for double, with the same arguments.</summary>
    public nint Dgemm { get; }

    public static CblasLibrary LoadMkl() => LoadMkl(Environment.GetEnvironmentVariable(MklVariable));

    public static CblasLibrary LoadMkl(string? name) => new(LoadedLibrary.Load("Intel MKL", MklVariable, name, MklNames), SetUpMkl);

    public static CblasLibrary LoadOpenBlas() => LoadOpenBlas(Environment.GetEnvironmentVariable(OpenBlasVariable));

    public static CblasLibrary LoadOpenBlas(string? name) =>
        new(LoadedLibrary.Load("OpenBLAS", OpenBlasVariable, name, OpenBlasNames), SetUpOpenBlas);

    private static string SetUpMkl(LoadedLibrary library)
    {
        const int integersOf32Bits = 0;
        const int sequential = 1;
        const int anyBranchReproducibly = 2;
        const int longestVersion = 198;
        var setInterfaceLayer = (delegate* unmanaged<int, int>)library.Function("MKL_Set_Interface_Layer");
        var setThreadingLayer = (delegate* unmanaged<int, int>)library.Function("MKL_Set_Threading_Layer");
        var setReproducibility = (delegate* unmanaged<int, int>)library.Function("MKL_CBWR_Set");
        var getVersion = (delegate* unmanaged<byte*, int, void>)library.Function("MKL_Get_Version_String");
        // Two OpenMP runtimes in a process give wrong numbers: the library runs without any, and this one divides the work. Its bits would
        // depend on how arrays are aligned, which is chance, had it not been told before its first result that they must not.
        if (setInterfaceLayer(integersOf32Bits) != integersOf32Bits
            || setThreadingLayer(sequential) != sequential
            || setReproducibility(anyBranchReproducibly) != 0)
            throw new InvalidOperationException(
                "Intel MKL has computed in this process already, with other settings; the backend 'mkl' must be chosen before that.");
        byte* version = stackalloc byte[longestVersion];
        getVersion(version, longestVersion);
        return Text(version);
    }

    private static string SetUpOpenBlas(LoadedLibrary library)
    {
        const int openMp = 2;
        var getParallel = (delegate* unmanaged<int>)library.Function("openblas_get_parallel");
        var setThreads = (delegate* unmanaged<int, void>)library.Function("openblas_set_num_threads");
        var getVersion = (delegate* unmanaged<byte*>)library.Function("openblas_get_config");
        if (getParallel() == openMp)
            throw new InvalidOperationException(
                $"{library.Name} is an OpenBLAS built on OpenMP, which keeps threads of its own for each calling thread, and whose bits depend on them. " +
                $"Install the build on threads (libopenblas0-pthread on Debian) or the serial one, and name its file in {OpenBlasVariable}.");
        setThreads(1);
        return Text(getVersion());
    }

    private static string Text(byte* characters) => Marshal.PtrToStringUTF8((nint)characters)!.Trim();
}
