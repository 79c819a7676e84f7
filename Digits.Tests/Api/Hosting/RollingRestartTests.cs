using System.ComponentModel;
using System.Diagnostics;
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
        Uri[] addresses = TakenPort.Leave(3);
        Process nginx = StartNginx(folder, addresses);
        ServiceProcess[] services = [Start(addresses[0]), Start(addresses[1])];
        try
        {
            await services[0].ReadyAsync(addresses[0]);
            await services[1].ReadyAsync(addresses[1]);
            using var stop = new CancellationTokenSource();
            var counts = new ClientCounts();
            Task clients = DrainClient.RunAllAsync(addresses[2], ofEachKind: 4, counts, stop.Token);
            for (int i = 0; i < services.Length; i++)
            {
                await counts.AnsweredAsync(counts.Answered + 300, TestContext.Current.CancellationToken);
                services[i].Terminate();
                Assert.Equal(0, (await services[i].EndAsync()).Code);
                services[i].Dispose();
                services[i] = Start(addresses[i]);
                await services[i].ReadyAsync(addresses[i]);
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

    private static Process StartNginx(TemporaryFolder folder, Uri[] addresses)
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
                    server {{addresses[0].Authority}} max_fails=0;
                    server {{addresses[1].Authority}} max_fails=0;
                    keepalive 16;
                }
                server {
                    listen {{addresses[2].Authority}};
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

    private static ServiceProcess Start(Uri address) => new([], $"--urls={address.GetLeftPart(UriPartial.Authority)}", "--Digits:DrainSeconds=1");
}
