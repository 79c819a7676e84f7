using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Digits.Benchmarks.Draining;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

/// <summary>Two instances behind nginx, with the settings of docs/behind-a-proxy.md, restarted one after the other under load.</summary>
public sealed class RollingRestartTests
{
    private const int Patience = 120_000;

    [Fact(Timeout = Patience)]
    public async Task Restart_OfBothInstancesBehindNginx_FailsNoRequest()
    {
        using var folder = new TemporaryFolder();
        int[] ports = FreePorts(3);
        Process nginx = StartNginx(folder, ports);
        ServiceProcess[] services = [Start(ports[0]), Start(ports[1])];
        try
        {
            await services[0].ReadyAsync(At(ports[0]));
            await services[1].ReadyAsync(At(ports[1]));
            using var stop = new CancellationTokenSource();
            var counts = new ClientCounts();
            Task clients = DrainClient.RunAllAsync(At(ports[2]), ofEachKind: 4, counts, stop.Token);
            for (int i = 0; i < services.Length; i++)
            {
                await counts.AnsweredAsync(counts.Answered + 300, TestContext.Current.CancellationToken);
                services[i].Terminate();
                Assert.Equal(0, (await services[i].EndAsync()).Code);
                services[i].Dispose();
                services[i] = Start(ports[i]);
                await services[i].ReadyAsync(At(ports[i]));
            }

            await counts.AnsweredAsync(counts.Answered + 300, TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            await clients;
            Assert.True(counts is { Lost: 0, FirstRefusal: 0 }, counts.ToString());
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            nginx.Dispose();
            Array.ForEach(services, service => service.Dispose());
        }
    }

    private static Process StartNginx(TemporaryFolder folder, int[] ports)
    {
        string configuration = $$"""
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr crit;
            events { }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                upstream digits {
                    server 127.0.0.1:{{ports[0]}} max_fails=0;
                    server 127.0.0.1:{{ports[1]}} max_fails=0;
                    keepalive 16;
                }
                server {
                    listen 127.0.0.1:{{ports[2]}};
                    location / {
                        proxy_pass http://digits;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_next_upstream error timeout http_503 non_idempotent;
                    }
                }
            }
            """;
        string path = folder.Write("nginx.conf", System.Text.Encoding.UTF8.GetBytes(configuration));
        try
        {
            return Process.Start(new ProcessStartInfo("nginx", ["-p", folder.Path, "-c", path, "-e", "stderr"]))!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("nginx is not installed.");
            throw;
        }
    }

    private static ServiceProcess Start(int port) => new([], $"--urls={At(port).GetLeftPart(UriPartial.Authority)}", "--Digits:DrainSeconds=1");

    private static Uri At(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    private static int[] FreePorts(int count)
    {
        TakenPort[] taken = [.. Enumerable.Range(0, count).Select(_ => new TakenPort())];
        int[] ports = [.. taken.Select(port => new Uri(port.Url).Port)];
        Array.ForEach(taken, port => port.Dispose());
        return ports;
    }
}
