/** What stands before the rules in the policy reference: how to run the pack, and how to configure it. */
export const DOCS_INTRO = `# Policies

This page is made from the rules themselves by \`node tools/policy-docs.mjs\`; change a rule, not the page.

The rules judge any Pulumi program with networks on AWS, Azure or Google Cloud, whether it uses Causeway's components or not. As a policy pack they
need nothing but Pulumi's own packages:

\`\`\`sh
npm install --save-dev @causeway-iac/causeway @pulumi/policy
pulumi preview --policy-pack node_modules/@causeway-iac/causeway/policy --policy-pack-config causeway.json
pulumi policy analyze --policy-pack node_modules/@causeway-iac/causeway/policy
\`\`\`

A rule of single resources stops a resource before it is made. A rule of the network speaks at the end of a preview, or of
an update that is made already: so let your pipeline run \`pulumi preview\` first.

What a preview cannot know yet is told as "not known", never passed over. With \`strict\` it counts as broken.

## Configuration

\`\`\`json
{
    "causeway": {
        "profile": "hipaa",
        "strict": false,
        "rules": {
            "exposure-open-port": { "level": "mandatory", "ports": [443] },
            "resilience-nat-per-zone": { "level": "disabled" }
        },
        "exemptions": [
            {
                "rule": "encryption-listener-tls",
                "name": "legacy-*",
                "reason": "the meters in the field know HTTP only; they are replaced by March",
                "expires": "2027-03-31"
            }
        ],
        "expectations": {
            "mustReach": [{ "from": "vpc/shop", "to": "vpc/orders", "traffic": "tcp 443", "data": "pii" }],
            "mustNotReach": [{ "from": "vpc/lab", "to": "vpc/orders", "traffic": "all" }],
            "critical": [{ "from": "vpc/shop", "to": "vpc/payments", "traffic": "tcp 443" }],
            "classes": { "pii": { "tags": { "data": "pii" }, "allowedRegions": ["eu-*"] } },
            "allowedRegions": ["eu-central-1", "eu-west-1"],
            "budget": { "usdPerMonth": 900 }
        }
    }
}
\`\`\`

- \`profile\`: which rules are on, and how strict they are; \`baseline\` unless you say so.
- \`rules\`: by id, the \`level\` (\`mandatory\`, \`advisory\` or \`disabled\`) and the rule's own settings. A rule that you name is
  on. Without a level, critical and high findings end the run, medium and low ones are told.
- \`exemptions\`: what may stay broken, by \`urn\` or by \`name\` (\`*\` stands for any text), with a reason and a last day. When
  the day is over its findings count again, and a finding says so; one that matches nothing is told too.
- \`expectations\`: what the network must do. \`mustReach\` and \`mustNotReach\` are answered for every packet of the traffic and
  for its answers; \`critical\` flows must survive each single failure. An end that the stack does not have is
  told as not known. \`classes\` say what tags mark a kind of data, and where
  it may be.

A mistake in the configuration ends the run, and all are told at once: a misspelt exemption never passes for a clean network.
\`"causeway-advice": "disabled"\` beside \`"causeway"\` silences what does not end the run.

\`"causeway-remedies": "remediate"\` mends what has a remedy below: inputs are changed before the resource is made, and never
where traffic could break.

What no pack can see: whether a pre-shared key that is not AWS's is a secret, and the line of your program. \`causeway check\`
sees both.`;
