// A bot as somebody would write it with discord.js; argv[2] is where the library is installed.
const { createRequire } = require("node:module");
const { Client, Events, GatewayIntentBits, ApplicationCommandOptionType, Routes } = createRequire(
  process.argv[2],
)("discord.js");

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.API, version: "10" },
});

client.once(Events.ClientReady, async () => {
  await client.application.commands.create({
    name: "echo",
    description: "Give a picture back",
    options: [
      { type: ApplicationCommandOptionType.Attachment, name: "image", description: "It", required: true },
    ],
  });
  console.log("ready", client.user.username, client.guilds.cache.size);
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const image = interaction.options.getAttachment("image");
  await interaction.deferReply();
  const content = Buffer.from(await (await fetch(image.url)).arrayBuffer());
  await interaction.editReply({ content: "painting…", files: [{ attachment: content, name: "echo.png" }] });
  const message = await interaction.editReply({ content: `done, ${image.width} px wide` });
  console.log("edited", message.attachments.first().name);
  try {
    // Past the library, which would not even ask.
    const body = { type: 4, data: { content: "again" } };
    await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  } catch (error) {
    console.log("refused", error.code);
  }
  try {
    await interaction.followUp("x".repeat(2001));
  } catch (error) {
    console.log("refused", error.code);
  }
});

client.login(process.env.TOKEN);
