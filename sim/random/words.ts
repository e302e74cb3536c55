/** The words of pet names: short, kind, and without a dash, so that a name splits into its words again. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const ADVERBS = words(`
    always barely bravely briskly calmly cheerfully clearly daily deftly eagerly easily evenly fairly fondly forever
    freely gently gladly gracefully happily honestly kindly lightly loudly merrily mildly mostly neatly nearly nimbly
    often openly patiently playfully politely promptly proudly quickly quietly rarely readily safely serenely simply
    slowly smoothly softly soundly steadily suddenly surely sweetly swiftly tirelessly truly usually warmly wildly
    wisely
`);

export const ADJECTIVES = words(`
    airy amber ancient arctic azure balmy blithe bold brave breezy bright brisk bronze calm candid cheery clever coastal
    cobalt copper cosy crisp curious dapper daring dreamy eager earnest fabled fearless festive fleet floral fluffy
    frosty gentle gilded glad gleaming golden graceful grand hardy hazel hearty hidden honest humble indigo ivory jaunty
    jolly jovial keen kind lilac limber lively loyal lucid lucky lunar marine mellow merry mighty misty modest mossy
    nimble noble northern olive opal orderly pastel patient peaceful plucky polar polite proud quaint quick quiet radiant
    rosy rustic sandy scarlet serene silver sleek snowy snug solar southern spry starry steady stellar stout sturdy sunny
    swift tawny tender tidal tidy tranquil velvet verdant violet vivid warm windy witty zesty
`);

export const ANIMALS = words(`
    aardvark alpaca anchovy antelope armadillo avocet badger barnacle beaver bison blackbird bobcat bumblebee bustard
    butterfly capybara caracal caribou cassowary chaffinch chameleon cheetah chinchilla chough cormorant cranefly cricket
    cuckoo curlew cuttlefish dingo dipper dolphin dormouse dotterel dragonfly dunnock echidna eider eland ermine falcon
    fieldfare finch firefly flounder fulmar gannet gazelle gecko gerbil godwit goldcrest goshawk grasshopper grebe grouper
    guillemot halibut hamster harrier hedgehog heron hoopoe hornbill ibex impala jackdaw jerboa kestrel kingfisher
    kinkajou kittiwake koala kookaburra kudu ladybird lapwing lemur leveret limpet linnet lizard lobster lynx mackerel
    magpie mallard manatee marmot marten meerkat merlin mongoose moorhen mudlark narwhal newt nightjar nuthatch ocelot
    octopus okapi oriole osprey otter oyster pangolin partridge pelican penguin petrel pheasant pintail pipit platypus
    plover polecat porcupine porpoise puffin quail quokka rabbit raven redstart reindeer robin salamander sandpiper
    seahorse sealion shearwater shelduck siskin skylark snipe sparrow squirrel starfish starling stonechat sturgeon
    swallow tapir teal tern thrush toucan treecreeper turnstone turtle urchin vicuna vole wagtail wallaby walrus warbler
    waxwing weasel whimbrel wigeon wombat woodcock wren yellowhammer zebra
`);
