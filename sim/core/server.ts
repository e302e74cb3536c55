/** Serves every simulated package, each on a port of its own on the loopback address. */
import * as net from "node:net";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Caller, Package } from "./definition";
import { Faults } from "./faults";
import { Lifecycle } from "./lifecycle";
import { providerMethods } from "./provider";
import type { World } from "./world";

export interface RunningClouds {
    /** Port by package name. */
    ports: Record<string, number>;
    stop(): Promise<void>;
}

/** `speed`: how many times faster than a real cloud the waiting times pass. */
export async function serve(packages: readonly Package[], world: World, speed: number): Promise<RunningClouds> {
    const served = await Promise.all(packages.map((pkg) => servePackage(pkg, world, speed)));
    return {
        ports: Object.fromEntries(served.map((s) => [s.name, s.port])),
        stop: async () => {
            await Promise.all(served.map((s) => s.stop()));
            await world.close();
        },
    };
}

interface ServedPackage {
    name: string;
    port: number;
    stop(): Promise<void>;
}

async function servePackage(pkg: Package, world: World, speed: number): Promise<ServedPackage> {
    const faults = new Faults(world);
    const callers = new Map<string, Caller>();
    const sockets = new Map<string, net.Socket>();
    const cut = (peer: string): void => void sockets.get(peer)?.destroy();

    const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    const methods = providerMethods(pkg, new Lifecycle(world, faults, speed), world, faults, { callers, cut });
    server.addService(ResourceProviderService, methods);
    const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());

    // Our own listener, so that a connection can be known by its peer and cut.
    const listener = net.createServer((socket) => {
        const peer = `${socket.remoteAddress}:${socket.remotePort}`;
        sockets.set(peer, socket);
        socket.once("close", () => {
            sockets.delete(peer);
            callers.delete(peer);
        });
        injector.injectConnection(socket);
    });
    await new Promise<void>((resolve, reject) => {
        listener.once("error", reject);
        listener.listen(0, "127.0.0.1", resolve);
    });
    return {
        name: pkg.name,
        port: (listener.address() as net.AddressInfo).port,
        stop: async () => {
            const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
            for (const socket of sockets.values()) socket.destroy();
            server.forceShutdown();
            await closed;
        },
    };
}
