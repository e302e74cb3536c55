/** Instances and their network interfaces. */
import type { ResourceType } from "../../../core/definition";
import { instance } from "./instance";
import { networkInterface } from "./network-interface";
import { networkInterfaceAttachment } from "./network-interface-attachment";
import { networkInterfaceGroupAttachment } from "./network-interface-group-attachment";

export const machineTypes: readonly ResourceType[] = [
    instance,
    networkInterface,
    networkInterfaceAttachment,
    networkInterfaceGroupAttachment,
];
