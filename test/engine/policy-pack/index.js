"use strict";
const { PolicyPack } = require("@pulumi/policy");

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

new PolicyPack("test-pack", {
    policies: [
        {
            name: "vpc-has-owner",
            description: "A VPC has an owner.",
            enforcementLevel: "mandatory",
            validateResource: ({ type, props }, report) => {
                if (type === VPC && props.tags?.owner === undefined) report("this VPC has no owner");
            },
        },
        {
            name: "subnet-names-its-vpc",
            description: "Tells which VPC each subnet refers to, without knowing its id.",
            enforcementLevel: "advisory",
            validateStack: ({ resources }, report) => {
                for (const subnet of resources.filter((r) => r.type === SUBNET)) {
                    const [vpc] = subnet.propertyDependencies.vpcId ?? [];
                    report(`${subnet.name} is in ${vpc?.name ?? "no VPC"}`);
                }
            },
        },
    ],
});
