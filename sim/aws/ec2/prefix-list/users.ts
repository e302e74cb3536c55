/** Whether what refers to a prefix list has room for a longer one: see `weight.ts`. */
import type { CloudObject, World } from "../../../core/world";
import { ROUTE, ROUTE_TABLE, SECURITY_GROUP, SECURITY_GROUP_RULE } from "../codes";
import { groupOf, permissionsIn, quotaUsedBy, RULE_TYPES, RULES_PER_GROUP } from "../group-rules";
import { DIRECTIONS } from "../permissions";
import { countLike, entriesOf, ROUTES_PER_TABLE } from "../routing";
import { text } from "../../../core/values";

/** Ids of the route tables and security groups that have not. The list itself is as long as it shall be. */
export function usersWithoutRoom(world: World, list: CloudObject): string[] {
    const referrers = world.referrers(list);
    const tables = referrers.flatMap((user) => {
        if (user.type === ROUTE_TABLE) return [user];
        const table = user.type === ROUTE && world.get(ROUTE_TABLE, user, text(user.props, "routeTableId") ?? "");
        return table ? [table] : [];
    });
    const rules: readonly string[] = [SECURITY_GROUP_RULE, ...Object.values(RULE_TYPES)];
    const groups = referrers.flatMap((user) => {
        if (user.type === SECURITY_GROUP) return [user];
        return (rules.includes(user.type) && groupOf(world, user)) || [];
    });
    const routes = world.quota(ROUTES_PER_TABLE.name, ROUTES_PER_TABLE.limit);
    const fullTables = tables.filter((table) => countLike(world, table, entriesOf(world, table), list.id) > routes);
    const rulesAllowed = world.quota(RULES_PER_GROUP.name, RULES_PER_GROUP.limit);
    const fullGroups = groups.filter((group) =>
        DIRECTIONS.some((direction) => {
            const present = permissionsIn(world, group, direction);
            return (
                present.some(({ peer }) => peer === list.id) && quotaUsedBy(world, group, present, []) > rulesAllowed
            );
        }),
    );
    return [...new Set([...fullTables, ...fullGroups].map(({ id }) => id))].sort();
}
