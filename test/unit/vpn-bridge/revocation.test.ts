import { revocationList, type Authority } from "../../../components/vpn-bridge/revocation";
import { AsnConvert } from "@peculiar/asn1-schema";
import { CertificateList } from "@peculiar/asn1-x509";
import { execFileSync } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { X509CertificateGenerator, BasicConstraintsExtension, SubjectKeyIdentifierExtension } from "@peculiar/x509";

test.todo("x");
void [revocationList, AsnConvert, CertificateList, execFileSync, crypto, fs, os, path, X509CertificateGenerator, BasicConstraintsExtension, SubjectKeyIdentifierExtension] as unknown as Authority;
