/** The studios. A fourth is a fourth line. */
import { Config } from "@pulumi/pulumi";

export interface Studio {
    region: string;
    cidr: string;
    /** Of its gateway. */
    imageId: string;
    /** What is edited here may hold personal data of Europeans, and has to stay in the European Economic Area. */
    isEuropean: boolean;
}

const config = new Config();

export const studios: Record<string, Studio> = {
    frankfurt: {
        region: "eu-central-1",
        cidr: "10.80.0.0/16",
        imageId: config.require("imageFrankfurt"),
        isEuropean: true,
    },
    paris: { region: "eu-west-3", cidr: "10.81.0.0/16", imageId: config.require("imageParis"), isEuropean: true },
    virginia: {
        region: "us-east-1",
        cidr: "10.96.0.0/16",
        imageId: config.require("imageVirginia"),
        isEuropean: false,
    },
};

export const tags = { application: "studios", owner: "media-network" };
