/**
 * Both firewalls keep everything in one file of XML, and restoring a part of it puts that part in the place of the old one,
 * with whatever else stood there. So a program comes with the parts that puts them into a whole configuration.
 */
import { MERGE_KEY } from "./xml";

export const MERGE_FILE = "merge-config.py";

/** Python 3 and its standard library. What it writes, it would not change when it ran again. */
export const MERGE_PROGRAM = `#!/usr/bin/env python3
"""Puts what one file says into a configuration that a firewall exported.

usage: ${MERGE_FILE} PARTS CONFIGURATION > MERGED

Elements with the attribute "${MERGE_KEY}" are parts of a list: those of the configuration that have the same key
are taken out, and these put in. Of all others there is one: settings get the new value, and what holds further
elements keeps those that are not named.
"""
import sys
import xml.etree.ElementTree as tree

KEY = "${MERGE_KEY}"


def key_of(element, by):
    return element.get(by[1:]) if by.startswith("@") else element.findtext(by)


def without_keys(element):
    for each in element.iter():
        each.attrib.pop(KEY, None)
    return element


def merge(old, new):
    seen = set()
    for part in new:
        by = part.get(KEY)
        if by is None:
            found = old.find(part.tag)
            if found is None:
                found = tree.SubElement(old, part.tag, part.attrib)
            if len(part) > 0:
                merge(found, part)
            else:
                found.text = part.text
            continue
        key = (part.tag, key_of(part, by))
        if key not in seen:
            for same in [each for each in old if (each.tag, key_of(each, by)) == key]:
                old.remove(same)
            seen.add(key)
        old.append(without_keys(part))


def main(parts_file, configuration_file):
    parts, configuration = tree.parse(parts_file), tree.parse(configuration_file)
    if parts.getroot().tag != configuration.getroot().tag:
        sys.exit("not a configuration of " + parts.getroot().tag + ": " + configuration_file)
    merge(configuration.getroot(), parts.getroot())
    tree.indent(configuration)
    configuration.write(sys.stdout.buffer, encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
`;

/** What stands above the parts, for a firewall called `product` whose menus lead to `menu`. */
export function mergeNotes(product: string, parts: string, menu: string): string[] {
    return [
        `To install it, export the configuration of ${product} (${menu}), unencrypted, then`,
        `    python3 ${MERGE_FILE} ${parts} config.xml > merged.xml`,
        "and restore merged.xml in the same place; the firewall restarts. Do not restore this file itself: it is a part.",
        'Everything of a tunnel is called "CW" and its number; what belongs to a tunnel that is gone, delete by hand.',
    ];
}
